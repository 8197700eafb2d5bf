//! A node of the document on its way to a meaning: variables put in, its kind decided by who asks.
//!
//! What a key means is not known here; each has its decoder in [`service`](super::service) or beside it.

mod fields;
mod pairs;

use std::fmt::Display;
use std::str::FromStr;

pub(super) use fields::Fields;
pub(super) use pairs::Pair;

use super::context::{Context, Decoded, Placed, Reported, all};
use super::interpolate::interpolate;
use crate::diagnostic::Diagnostic;
use crate::document::{Mapping, Node, NodeValue, Scalar, Span};
use crate::visible::quoted;

/// The value of a key, or an item of a list that is the value of a key.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    /// Where errors go and variables come from.
    pub(super) context: &'a Context<'a>,
    /// The key that it belongs to, for messages.
    pub(super) key: &'a str,
    node: &'a Node,
}

/// The shapes between which a key may choose.
pub(super) enum Shape<'a> {
    /// Nothing.
    Null,
    /// A scalar.
    Scalar,
    /// A list.
    List(Vec<Value<'a>>),
    /// A map.
    Map(&'a Mapping),
}

/// A scalar with its variables put in.
pub(super) struct Interpolated {
    /// The text.
    pub(super) text: String,
    /// The variables without a default that are not set.
    pub(super) unset: Vec<String>,
}

impl<'a> Value<'a> {
    pub(super) fn new(context: &'a Context<'a>, key: &'a str, node: &'a Node) -> Self {
        Self { context, key, node }
    }

    /// Returns where it stands.
    pub(super) fn span(self) -> Span {
        self.node.span
    }

    /// Gives `value` the place of this one.
    pub(super) fn placed<T>(self, value: T) -> Placed<T> {
        Placed { value, span: self.node.span }
    }

    /// Reports an error here.
    pub(super) fn error(self, code: &'static str, message: impl Into<String>) -> Reported {
        self.context.error(self.node.span, code, message)
    }

    /// Reports an error in a part of its text with variables put in; where they moved it, here.
    pub(super) fn error_within(
        self,
        text: &str,
        range: std::ops::Range<usize>,
        code: &'static str,
        message: String,
    ) -> Reported {
        let is_as_written = self.scalar().is_some_and(|scalar| scalar.text == text);
        let span = if is_as_written { self.part(&range) } else { self.span() };
        self.context.error(span, code, message)
    }

    /// Reports here what keeps the document from being carried out.
    pub(super) fn flaw(self, flaw: Diagnostic) -> Decoded<()> {
        self.context.flaw(flaw.at(self.context.place(self.node.span)))
    }

    /// Reports that it is not what its key wants.
    pub(super) fn wrong_type(self, expected: &str) -> Reported {
        self.error("wrong-type", format!("{} wants {expected}, found {}", quoted(self.key), self.node.kind()))
    }

    /// Reports an error here, with what to do.
    pub(super) fn error_with_hint(self, code: &'static str, message: impl Into<String>, hint: &str) -> Reported {
        let place = self.context.place(self.node.span);
        self.context.report(Diagnostic::error(code, message).at(place).hint(hint))
    }

    /// Reports that it is nothing, where its key wants something.
    pub(super) fn no_value(self) -> Reported {
        self.error("wrong-type", format!("{} has no value: give it one, or leave it out", quoted(self.key)))
    }

    /// Returns the node as it was written.
    pub(super) fn node(self) -> &'a Node {
        self.node
    }

    /// Returns whether there is nothing.
    pub(super) fn is_null(self) -> bool {
        self.node.is_null()
    }

    /// Returns its shape.
    pub(super) fn shape(self) -> Shape<'a> {
        match &self.node.value {
            NodeValue::Null => Shape::Null,
            NodeValue::Scalar(_) => Shape::Scalar,
            NodeValue::Sequence(items) => Shape::List(items.iter().map(|node| Self { node, ..self }).collect()),
            NodeValue::Mapping(mapping) => Shape::Map(mapping),
        }
    }

    /// Returns the items of a list.
    pub(super) fn list(self) -> Decoded<Vec<Self>> {
        match self.shape() {
            Shape::List(items) => Ok(items),
            Shape::Null | Shape::Scalar | Shape::Map(_) => Err(self.wrong_type("a list")),
        }
    }

    /// Returns the items of a list, or the one value that stands for a list of one.
    pub(super) fn list_or_one(self) -> Decoded<Vec<Self>> {
        match self.shape() {
            Shape::List(items) => Ok(items),
            Shape::Scalar => Ok(vec![self]),
            Shape::Null | Shape::Map(_) => Err(self.wrong_type("text or a list")),
        }
    }

    /// Returns the texts of a list.
    pub(super) fn texts(self) -> Decoded<Vec<String>> {
        all(self.list()?.into_iter().map(Self::text))
    }

    /// Returns the scalar as it was written, which no text but a scalar has.
    pub(super) fn scalar(self) -> Option<&'a Scalar> {
        self.node.as_scalar()
    }

    /// Returns the text with its variables put in; who asks decides what unset ones mean.
    pub(super) fn interpolated(self) -> Decoded<Interpolated> {
        self.interpolated_by(&|name| self.context.variable(name))
    }

    /// Returns the text with `filler` for each variable of `unset`: what is empty there all the same was meant to be.
    pub(super) fn filled(self, unset: &[String], filler: &str) -> Decoded<String> {
        let is_unset = |name: &str| unset.iter().any(|unset| unset == name);
        let variables = |name: &str| if is_unset(name) { Some(filler.to_owned()) } else { self.context.variable(name) };
        Ok(self.interpolated_by(&variables)?.text)
    }

    fn interpolated_by(self, variables: &dyn Fn(&str) -> Option<String>) -> Decoded<Interpolated> {
        let scalar = self.scalar().ok_or_else(|| self.wrong_type("text"))?;
        let mut unset = Vec::new();
        let text = interpolate(&scalar.text, variables, &mut |name| unset.push(name.to_owned()))
            .map_err(|error| self.context.error(self.part(&error.range), "invalid-variable", error.message))?;
        Ok(Interpolated { text, unset })
    }

    /// Returns the text with its variables put in.
    pub(super) fn text(self) -> Decoded<String> {
        let interpolated = self.interpolated()?;
        self.context.unset(self.node.span, &interpolated.unset)?;
        Ok(interpolated.text)
    }

    /// Returns a text in which every variable must be set, because an empty one would mean something else.
    pub(super) fn text_without_gaps(self, danger: &str) -> Decoded<String> {
        let interpolated = self.interpolated()?;
        self.refuse_gaps(&interpolated, danger)?;
        Ok(interpolated.text)
    }

    /// Reports the variables that are not set, with what that would lead to.
    pub(super) fn refuse_gaps(self, interpolated: &Interpolated, danger: &str) -> Decoded<()> {
        let Some(variable) = interpolated.unset.first() else { return Ok(()) };
        let hint = format!("set `{variable}`, or give it a default: `${{{variable}:-..}}`");
        let error = Diagnostic::error("unset-variable", format!("variable `{variable}` is not set, and {danger}"));
        self.flaw(error.hint(hint))
    }

    /// Parses the text.
    pub(super) fn parse<T: FromStr<Err: Display>>(self, code: &'static str) -> Decoded<T> {
        self.parse_with(code, T::from_str)
    }

    /// Parses the text with `parse`. That a variable is not set is said with what it leads to.
    pub(super) fn parse_with<T, E: Display>(
        self,
        code: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Decoded<T> {
        self.parse_interpolated(&self.interpolated()?, code, parse)
    }

    /// Does the same with its text whose variables were put in already.
    pub(super) fn parse_interpolated<T, E: Display>(
        self,
        Interpolated { text, unset }: &Interpolated,
        code: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Decoded<T> {
        match parse(text) {
            Ok(parsed) => self.context.unset(self.node.span, unset).map(|()| parsed),
            Err(error) => Err(self.error(code, self.explained(&error.to_string(), unset))),
        }
    }

    /// Parses text with variables put in, as `parse` does it. Where that fails, what `stand_in` makes of the text can be
    /// described: then it is a flaw.
    pub(super) fn parse_or_describe<T, E: Display>(
        self,
        code: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        stand_in: impl FnOnce(&str) -> Option<T>,
    ) -> Decoded<T> {
        let Interpolated { text, unset } = self.interpolated()?;
        let message = match parse(&text) {
            Ok(parsed) => return self.context.unset(self.node.span, &unset).map(|()| parsed),
            Err(error) => self.explained(&error.to_string(), &unset),
        };
        match stand_in(&text) {
            Some(stand_in) => self.flaw(Diagnostic::error(code, message)).map(|()| stand_in),
            None => Err(self.error(code, message)),
        }
    }

    /// Says with what is wrong that a variable is not set, which may be why.
    pub(super) fn explained(self, message: &str, unset: &[String]) -> String {
        match unset.first() {
            None => message.to_owned(),
            Some(variable) => format!("{message} (variable `{variable}` is not set)"),
        }
    }

    /// Returns a boolean. The words of YAML 1.1 are understood: no key that wants a boolean can mean them otherwise.
    pub(super) fn boolean(self) -> Decoded<bool> {
        let key = self.key;
        self.parse_with("wrong-type", |text| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Ok(true),
            "false" | "no" | "off" | "n" => Ok(false),
            _ => Err(format!("{} wants `true` or `false`, found {}", quoted(key), quoted(text))),
        })
    }

    /// Returns a number.
    pub(super) fn number<T: FromStr>(self) -> Decoded<T> {
        let key = self.key;
        self.parse_with("wrong-type", |text| {
            text.parse().map_err(|_| format!("{} wants a whole number, found {}", quoted(key), quoted(text)))
        })
    }

    /// Returns the place of a part of the scalar's text; where quotes or escapes hide it, of the whole.
    fn part(self, range: &std::ops::Range<usize>) -> Span {
        let whole = self.node.span;
        let text = self.scalar().map_or("", |scalar| scalar.text.as_str());
        let place = self.context.place(whole);
        let written = place.source.text.get(place.range).unwrap_or_default();
        let Some(offset) = written.find(text).and_then(|at| u32::try_from(at).ok()) else { return whole };
        let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { return whole };
        Span { start: whole.start + offset + start, end: whole.start + offset + end }
    }
}
