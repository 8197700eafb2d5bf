//! `env_file`.

use std::path::PathBuf;
use std::sync::Arc;

use super::Draft;
use super::draft::ReadEnvFile;
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::document::keys::nested;
use crate::resolve::context::{Decoded, Reported, all};
use crate::resolve::dotenv::{self, LineError};
use crate::resolve::paths;
use crate::resolve::value::{Shape, Value};
use crate::resolve::{EnvFiles, FileError, WrittenEnvFile};
use crate::secret::Secret;
use crate::visible::quoted;

/// An env file as a document names it.
struct EnvFile<'a> {
    path: String,
    required: bool,
    format: Format,
    at: Value<'a>,
}

/// How an env file is read.
enum Format {
    /// With quotes and variables, as compose reads it.
    Dotenv,
    /// As it stands, as `docker run --env-file` reads it.
    Raw,
}

/// `env_file`: the files are read in their order; what comes later wins.
pub(super) fn env_file(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    if value.context.inputs.env_files == EnvFiles::Unread {
        let files = all(list_or_one(value)?.into_iter().map(named))?;
        let files = all(files.iter().map(written))?;
        draft.describe(|written| written.env_files = files);
        return Ok(());
    }
    let files = all(list_or_one(value)?.into_iter().map(named))?;
    for (entries, file) in all(files.into_iter().map(|file| Ok((read(&file)?, file))))? {
        let keys = entries.iter().map(|(key, _)| key.clone()).collect();
        draft.read_env_files.push(file.at.placed(ReadEnvFile { path: path(&file)?, keys }));
        let set = entries.into_iter().map(|(key, value)| (key, Secret::new(value)));
        draft.configuration.environment.extend(set);
    }
    Ok(())
}

/// Reads the files that `value` names, one after the other.
pub(super) fn entries(value: Value<'_>) -> Decoded<Vec<(String, String)>> {
    let files = all(list_or_one(value)?.into_iter().map(named))?;
    Ok(all(files.into_iter().map(|file| read(&file)))?.concat())
}

fn written(file: &EnvFile<'_>) -> Decoded<WrittenEnvFile> {
    Ok(WrittenEnvFile { path: path(file)?, required: file.required, raw: matches!(file.format, Format::Raw) })
}

fn path(file: &EnvFile<'_>) -> Decoded<PathBuf> {
    paths::absolute(file.at.context, file.at.span(), &file.path)
        .map_err(|message| file.at.error("invalid-path", message))
}

fn list_or_one(value: Value<'_>) -> Decoded<Vec<Value<'_>>> {
    match value.shape() {
        Shape::Map(_) => Ok(vec![value]),
        Shape::Null | Shape::Scalar | Shape::List(_) => value.list_or_one(),
    }
}

fn named(value: Value<'_>) -> Decoded<EnvFile<'_>> {
    let Shape::Map(_) = value.shape() else {
        let path = value.text_without_gaps("the path would lead elsewhere")?;
        return Ok(EnvFile { path, required: true, format: Format::Dotenv, at: value });
    };
    let fields = value.fields(&nested::ENV_FILE)?;
    let at = fields.required("path")?;
    Ok(EnvFile {
        path: at.text_without_gaps("the path would lead elsewhere")?,
        required: fields.decode("required", Value::boolean)?.unwrap_or(true),
        format: fields.decode("format", format)?.unwrap_or(Format::Dotenv),
        at,
    })
}

fn format(value: Value<'_>) -> Decoded<Format> {
    value.parse_with("unknown-value", |text| match text {
        "" => Ok(Format::Dotenv),
        "raw" => Ok(Format::Raw),
        _ => Err(format!("{} is not a format of env files: there is only `raw`", quoted(text))),
    })
}

fn read(file: &EnvFile<'_>) -> Decoded<Vec<(String, String)>> {
    let context = file.at.context;
    let text = match context.inputs.files.read(&path(file)?) {
        Ok(text) => text,
        Err(FileError::Missing) if !file.required => return Ok(Vec::new()),
        Err(error) => {
            let message = format!("{} {} cannot be read: {error}", kind(file), quoted(&file.path));
            return Err(file.at.error("unreadable-env-file", message));
        }
    };
    let lookup = |name: &str| context.variable(name);
    let entries = match file.format {
        Format::Dotenv => dotenv::parse(&text, &lookup),
        Format::Raw => dotenv::parse_raw(&text),
    };
    let entries = entries.map_err(|error| wrong_line(file, &text, error))?;
    let passed_on = |(key, value): (String, Option<String>)| value.or_else(|| lookup(&key)).map(|value| (key, value));
    Ok(entries.into_iter().filter_map(passed_on).collect())
}

/// Files with labels are read alike.
fn kind(file: &EnvFile<'_>) -> &'static str {
    if file.at.key == "label_file" { "label file" } else { "env file" }
}

fn wrong_line(file: &EnvFile<'_>, text: &str, error: LineError) -> Reported {
    let source = SourceText::new(
        &file.path,
        file.at.context.place(file.at.span()).source.directory.clone(),
        masked(text, error.line),
    );
    let start = offset(&source.text, error.line, error.column);
    let place = Place { source: Arc::new(source), range: start..start };
    let diagnostic = Diagnostic::error("invalid-env-file", error.message).at(place);
    file.at
        .context
        .report(diagnostic.related(file.at.context.place(file.at.span()), format!("the {} is named here", kind(file))))
}

/// Hides the values of an env file, of which a message may show a line: of the line in question the key stays.
fn masked(text: &str, line: usize) -> String {
    let hide = |text: &str| text.chars().map(|c| if c == '\r' { c } else { '*' }).collect::<String>();
    let lines = text.split('\n').enumerate().map(|(index, content)| {
        let end = content.find(['=', ':']).unwrap_or_default();
        let kept = if index + 1 == line && is_key(&content[..end]) { end + 1 } else { 0 };
        format!("{}{}", &content[..kept], hide(&content[kept..]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_key(text: &str) -> bool {
    let name = text.trim().trim_start_matches("export ");
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8);
    start + within.sum::<usize>()
}
