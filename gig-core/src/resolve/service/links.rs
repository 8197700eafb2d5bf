//! `links`, and what they share with `depends_on`: that another service is needed.

use std::mem::take;

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::name::ServiceName;
use crate::platform::{Condition, Dependency};
use crate::resolve::context::{Decoded, Placed, distinct};
use crate::resolve::hint::meant;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// `links`: `service`, or `service:alias`.
pub(super) fn links(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let linked = value.list()?.into_iter().map(|item| link(item, draft)).fold(Ok(()), Result::and);
    draft.describe(|written| written.links = distinct(take(&mut written.links)));
    linked
}

fn link(item: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let text = item.text_without_gaps("another service would be needed")?;
    let (service, alias) = text.split_once(':').unwrap_or((&text, &text));
    if alias.is_empty() || alias.contains(':') {
        return Err(
            item.error("invalid-link", format!("{} is not a link: it is `service` or `service:alias`", quoted(&text)))
        );
    }
    depend(draft, &item.placed(service), Need::default())?;
    draft.describe(|written| written.links.extend(service.parse().ok().map(|service| (text.clone(), service))));
    let target = format!("{}_{service}", draft.shared.project);
    let linked = draft.links.entry(alias.to_owned()).or_insert_with(|| target.clone());
    if *linked == target {
        return Ok(());
    }
    let message = format!("two links have the alias {}: to `{linked}` and to `{target}`", quoted(alias));
    Err(item.error("duplicate-alias", message))
}

/// How another service is needed.
#[derive(Clone, Copy)]
pub(super) struct Need {
    /// How far it must have come.
    pub(super) condition: Condition,
    /// Whether a restart of it is followed.
    pub(super) restarts: bool,
    /// Whether nothing goes without it.
    pub(super) required: bool,
    /// Whether its namespaces are shared.
    pub(super) shares: bool,
}

impl Need {
    /// Returns the need of `service`.
    pub(super) fn of(self, service: ServiceName) -> Dependency {
        let Self { condition, restarts, required, shares } = self;
        Dependency { restarts, required, shares, ..Dependency::new(service, condition) }
    }
}

impl Default for Need {
    /// It must have started.
    fn default() -> Self {
        Self { condition: Condition::Started, restarts: false, required: true, shares: false }
    }
}

/// Notes that the service needs `target`, which must be another service of the document.
pub(super) fn depend(draft: &mut Draft<'_>, target: &Placed<&str>, need: Need) -> Decoded<()> {
    let context = draft.shared.context;
    if target.value == draft.name.value.as_str() {
        let message = format!("service `{}` depends on itself", target.value);
        context.flaw(Diagnostic::error("self-dependency", message).at(context.place(target.span)))?;
    }
    if context.document.services.entry(target.value).is_none() {
        unknown(draft, target)?;
    }
    // A service whose name is wrong is reported where it stands.
    if let Ok(service) = target.value.parse::<ServiceName>() {
        draft.depend(&Placed { value: need.of(service), span: target.span });
    }
    Ok(())
}

fn unknown(draft: &Draft<'_>, target: &Placed<&str>) -> Decoded<()> {
    let context = draft.shared.context;
    let (this, other) = (&draft.name.value, quoted(target.value));
    let message = format!("service `{this}` needs {other}, which is not a service of this file");
    let error = Diagnostic::error("unknown-service", message).at(context.place(target.span));
    let services = context.document.services.iter().map(|entry| entry.key.as_str());
    context.flaw(meant(error, target.value, services, "containers of other projects cannot be linked"))
}
