//! Diagnostics as text: message, line of the file, marked place, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::visible::visible;

/// How many are shown: what follows is mostly the consequence of the first.
const SHOWN: usize = 50;

/// How many characters of a message are shown.
const MESSAGE_LENGTH: usize = 1000;

/// Renders diagnostics as text for people, in the order given, with escape sequences if `colour`.
///
/// Whatever comes from the file is made [visible](crate::visible); long lines are cut.
#[must_use]
pub fn render(diagnostics: &Diagnostics, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(SHOWN) {
        text.push_str(&renderer.render(&groups(diagnostic)));
        text.push_str("\n\n");
    }
    let more = diagnostics.iter().count().saturating_sub(SHOWN) + diagnostics.omitted();
    if more > 0 {
        text.push_str(&format!("and {more} more\n"));
    }
    text
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(cut(&diagnostic.message)).id(diagnostic.code);
    let mut groups = vec![with_place(Group::with_title(title), diagnostic.at.as_ref())];
    for (place, message) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(cut(message));
        groups.push(with_place(Group::with_title(title), Some(place)));
    }
    groups.extend(diagnostic.hint.iter().map(|hint| Group::with_title(Level::HELP.secondary_title(cut(hint)))));
    groups
}

fn with_place<'a>(group: Group<'a>, place: Option<&Place>) -> Group<'a> {
    let Some(place) = place else { return group };
    let excerpt = Excerpt::of(place);
    let path = visible(&place.source.name).into_owned();
    let origin = Origin::path(path).line(excerpt.line).char_column(excerpt.column);
    let mark = AnnotationKind::Primary.span(excerpt.mark);
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotation(mark);
    group.element(origin).element(snippet)
}

fn cut(message: &str) -> String {
    let mut shown: String = message.chars().take(MESSAGE_LENGTH).collect();
    if shown.len() < message.len() {
        shown.push('…');
    }
    visible(&shown).into_owned()
}
