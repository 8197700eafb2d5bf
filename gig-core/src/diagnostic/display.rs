//! Diagnostics as text: message, line of the file, marked place, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

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
    let shown = shown(diagnostics).map(|diagnostic| renderer.render(&groups(diagnostic)));
    let more = diagnostics.iter().count().saturating_sub(SHOWN) + diagnostics.omitted();
    let rest = (more > 0).then(|| format!("and {more} more"));
    let paragraphs: Vec<String> = shown.map(|text| text.trim_matches('\n').to_owned()).chain(rest).collect();
    paragraphs.join("\n\n") + if paragraphs.is_empty() { "" } else { "\n" }
}

/// Chooses what is shown, in the order given: no error makes way for a warning.
fn shown(diagnostics: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    let errors = diagnostics.iter().filter(|diagnostic| is_error(diagnostic)).count().min(SHOWN);
    let (mut errors, mut warnings) = (errors, SHOWN - errors);
    diagnostics.iter().filter(move |diagnostic| {
        let left = if is_error(diagnostic) { &mut errors } else { &mut warnings };
        let has_room = *left > 0;
        *left = left.saturating_sub(1);
        has_room
    })
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.clone().primary_title(cut(&diagnostic.message)).id(diagnostic.code);
    // The first group is drawn as joined to the second, which the two of a place are not meant to look like.
    let mut groups = vec![Group::with_level(level.clone())];
    groups.extend(with_place(title, level, diagnostic.at.as_ref()));
    for (place, message) in &diagnostic.related {
        groups.extend(with_place(Level::NOTE.secondary_title(cut(message)), Level::NOTE, Some(place)));
    }
    groups.extend(diagnostic.hint.iter().map(|hint| Group::with_title(Level::HELP.secondary_title(cut(hint)))));
    groups
}

/// The line has a group of its own, since the origin could not be told apart from it otherwise: the column is
/// that of the file, not that of the cut line.
fn with_place<'a>(title: Title<'a>, level: Level<'a>, place: Option<&Place>) -> Vec<Group<'a>> {
    let group = Group::with_title(title);
    let Some(place) = place else { return vec![group] };
    let excerpt = Excerpt::of(place);
    let path = visible(&place.source.name).into_owned();
    let origin = Origin::path(path).line(excerpt.line).char_column(excerpt.column);
    let mark = AnnotationKind::Primary.span(excerpt.mark);
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotation(mark);
    vec![group.element(origin), Group::with_level(level).element(snippet)]
}

fn cut(message: &str) -> String {
    let mut shown: String = message.chars().take(MESSAGE_LENGTH).collect();
    if shown.len() < message.len() {
        shown.push('…');
    }
    visible(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Diagnostics, render};
    use crate::diagnostic::{Diagnostic, Place, SourceText};

    fn place(text: &str, marked: &str) -> Place {
        let start = text.find(marked).unwrap();
        let source = Arc::new(SourceText::new("gig.yml", "/", text));
        Place { source, range: start..start + marked.len() }
    }

    #[test]
    fn an_error_shows_line_mark_related_places_and_what_to_do() {
        let text = "web:\n  image: a\n  imagé: b # é\n";
        let error = Diagnostic::error("unknown-key", "unknown key `imagé`")
            .at(place(text, "imagé"))
            .related(place(text, "web"), "in this service")
            .hint("did you mean `image`?");
        let expected = "\
error[unknown-key]: unknown key `imagé`
 --> gig.yml:3:3
  |
3 |   imagé: b # é
  |   ^^^^^
note: in this service
 --> gig.yml:1:1
  |
1 | web:
  | ^^^
help: did you mean `image`?
";
        assert_eq!(render(&Diagnostics::from(error), false), expected);
    }

    #[test]
    fn a_diagnostic_without_a_place_is_its_message() {
        let warning = Diagnostic::warning("unset-variable", "`TAG` is not set").hint("set it");
        assert_eq!(render(&warning.into(), false), "warning[unset-variable]: `TAG` is not set\nhelp: set it\n");
        assert_eq!(render(&Diagnostics::default(), false), "");
    }

    #[test]
    fn nothing_of_the_file_reaches_the_terminal_as_an_escape() {
        let text = "\x1b]0;owned\x07 \u{202e} web";
        let mut place = place(text, "web");
        Arc::make_mut(&mut place.source).name = "\x1b[2Jgig.yml".to_owned();
        let error = Diagnostic::error("cycle", "\x1b[31m").at(place.clone()).related(place, "\u{9b}m").hint("\x07");
        let shown = render(&error.into(), false);
        assert!(shown.chars().all(|character| character == '\n' || !character.is_control()), "{shown:?}");
        assert!(!shown.contains('\u{202e}'), "{shown:?}");
        assert!(shown.contains("\\x1b[2Jgig.yml:1:"), "{shown}");
    }

    #[test]
    fn beyond_fifty_they_are_counted() {
        let many: Diagnostics = (0..60).map(|number| Diagnostic::error("cycle", number.to_string())).collect();
        let shown = render(&many, false);
        assert!(shown.ends_with("error[cycle]: 49\n\nand 10 more\n"), "{shown}");
    }

    #[test]
    fn an_error_does_not_make_way_for_warnings() {
        let warnings =
            |from: usize| (from..from + 60).map(|number| Diagnostic::warning("inert-key", number.to_string()));
        let many: Diagnostics = warnings(0).chain([Diagnostic::error("cycle", "here")]).chain(warnings(60)).collect();
        let shown = render(&many, false);
        assert!(shown.ends_with("warning[inert-key]: 48\n\nerror[cycle]: here\n\nand 71 more\n"), "{shown}");
    }
}
