//! The variables that a file uses: one row for each, by name. Values are not shown; they may be secrets.

use std::collections::BTreeMap;

use gig_core::diagnostic::Place;
use gig_core::resolve::{Origin, Otherwise, VariableUse, Variables};
use gig_core::visible::visible;
use serde_json::{Value, json};

use super::table::{cut, table as columns, whole};
use super::{Width, json::VERSION};

/// A variable, with all that the file says of it.
pub(crate) struct Summary {
    name: String,
    /// The words that stand in for it, each once.
    defaults: Vec<String>,
    is_required: bool,
    uses: Vec<Place>,
    origin: Option<Origin>,
}

/// Puts together what is said of each variable.
pub(crate) fn summary(uses: Vec<VariableUse>, set: &Variables) -> Vec<Summary> {
    let mut summaries: BTreeMap<String, Summary> = BTreeMap::new();
    let origins: BTreeMap<&str, &Origin> = set.iter().map(|(name, variable)| (name, &variable.origin)).collect();
    for found in uses {
        let origin = origins.get(found.name.as_str()).map(|origin| (*origin).clone());
        let entry = summaries.entry(found.name.clone());
        entry.or_insert_with(|| Summary::new(found.name.clone(), origin)).add(found);
    }
    summaries.into_values().collect()
}

impl Summary {
    fn new(name: String, origin: Option<Origin>) -> Self {
        Self { name, defaults: Vec::new(), is_required: false, uses: Vec::new(), origin }
    }

    fn add(&mut self, found: VariableUse) {
        match found.otherwise {
            Otherwise::Default(word) if !self.defaults.contains(&word) => self.defaults.push(word),
            Otherwise::Fails => self.is_required = true,
            Otherwise::Default(_) | Otherwise::Empty | Otherwise::Nothing => {}
        }
        self.uses.push(found.at);
    }

    fn row(&self) -> Vec<String> {
        let required = if self.is_required { "yes" } else { "no" };
        let quoted = |word: &String| if word.is_empty() { "\"\"".to_owned() } else { visible(word).into_owned() };
        let defaults = self.defaults.iter().map(quoted).collect::<Vec<_>>();
        let defaults = if defaults.is_empty() { "-".to_owned() } else { defaults.join(", ") };
        vec![self.name.clone(), required.to_owned(), defaults, self.origin(), self.places()]
    }

    fn origin(&self) -> String {
        match &self.origin {
            None => "-".to_owned(),
            Some(Origin::Profile) => "gig.profile".to_owned(),
            Some(Origin::Environment) => "environment".to_owned(),
            Some(Origin::EnvFile(name)) => visible(name).into_owned(),
        }
    }

    /// Names the first place, and counts the others.
    fn places(&self) -> String {
        let Some(first) = self.uses.first() else { return String::new() };
        let (line, column) = first.source.line_and_column(first.range.start);
        let others = if self.uses.len() > 1 { format!(" and {} more", self.uses.len() - 1) } else { String::new() };
        format!("{}:{line}:{column}{others}", visible(&first.source.name))
    }

    fn json(&self) -> Value {
        let place = |place: &Place| {
            let (line, column) = place.source.line_and_column(place.range.start);
            json!({ "file": place.source.name, "line": line, "column": column })
        };
        json!({
            "name": self.name,
            "required": self.is_required,
            "defaults": self.defaults,
            "set_by": self.origin.as_ref().map(|_| self.origin()),
            "uses": self.uses.iter().map(place).collect::<Vec<_>>(),
        })
    }
}

/// Shows the variables as a table.
pub(crate) fn table(variables: &[Summary], width: Width) -> String {
    let header = [whole("NAME"), whole("REQUIRED"), cut("DEFAULT"), whole("SET BY"), whole("USED AT")];
    columns(&header, &variables.iter().map(Summary::row).collect::<Vec<_>>(), width)
}

/// Shows the variables as a document.
pub(crate) fn json(variables: &[Summary]) -> Value {
    json!({ "version": VERSION, "variables": variables.iter().map(Summary::json).collect::<Vec<_>>() })
}
