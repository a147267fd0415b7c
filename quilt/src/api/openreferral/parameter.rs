//! The parameters, each with how it is read. What cannot be read is refused by name, and so is
//! a parameter nobody knows: a filter passed over in silence would give wrong answers.

use crate::refusal::Refusal;
use crate::web::Visit;

/// What may be asked in the query of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    Search,
    Page,
    PerPage,
    Format,
    TaxonomyTermId,
    TaxonomyId,
    OrganizationId,
    ModifiedAfter,
    Minimal,
    Full,
    MinimumAge,
    MaximumAge,
    StartTime,
    EndTime,
    Day,
    Postcode,
    Proximity,
    TopOnly,
    ParentId,
}

impl Parameter {
    /// As it stands in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Parameter::Search => "search",
            Parameter::Page => "page",
            Parameter::PerPage => "per_page",
            Parameter::Format => "format",
            Parameter::TaxonomyTermId => "taxonomy_term_id",
            Parameter::TaxonomyId => "taxonomy_id",
            Parameter::OrganizationId => "organization_id",
            Parameter::ModifiedAfter => "modified_after",
            Parameter::Minimal => "minimal",
            Parameter::Full => "full",
            Parameter::MinimumAge => "minimum_age",
            Parameter::MaximumAge => "maximum_age",
            Parameter::StartTime => "start_time",
            Parameter::EndTime => "end_time",
            Parameter::Day => "day",
            Parameter::Postcode => "postcode",
            Parameter::Proximity => "proximity",
            Parameter::TopOnly => "top_only",
            Parameter::ParentId => "parent_id",
        }
    }
}

/// A path below the root, and the parameters it takes.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    pub path: &'static str,
    pub takes: &'static [Parameter],
}

impl Endpoint {
    /// Gives each parameter of a visit to `read`, which answers what is wrong with its value.
    pub(super) fn read(
        &self,
        visit: &Visit<'_>,
        mut read: impl FnMut(Parameter, &str) -> Result<(), String>,
    ) -> Result<(), Refusal> {
        let mut given: Vec<Parameter> = Vec::new();
        for (name, value) in visit.query.typed() {
            let Some(known) = self.takes.iter().copied().find(|it| it.name() == name) else {
                return Err(self.unknown(name));
            };
            if given.contains(&known) {
                return Err(Refusal::invalid(name, format!("{name} may be given once.")));
            }
            given.push(known);
            read(known, value).map_err(|why| Refusal::invalid(name, why))?;
        }
        Ok(())
    }

    fn unknown(&self, name: &str) -> Refusal {
        let takes: Vec<&str> = self.takes.iter().map(|it| it.name()).collect();
        let shown: String = name.chars().take(100).collect();
        let sentence = match takes.as_slice() {
            [] => format!("{shown} is not a parameter here: {} takes none.", self.path),
            takes => format!("{shown} is not a parameter here. {} takes {}.", self.path, takes.join(", ")),
        };
        Refusal::invalid(&shown, sentence)
    }

    /// For what takes no parameter, or when none is of interest.
    pub(super) fn read_none(visit: &Visit<'_>) -> Result<(), Refusal> {
        Endpoint { path: "This address", takes: &[] }.read(visit, |_, _| Ok(()))
    }
}
