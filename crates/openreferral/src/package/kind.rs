//! The tables there are: what their files are called in each version, which columns are read, and which of them says
//! whose a row is.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Services,
    Organizations,
    AtLocations,
    Locations,
    Addresses,
    PostalAddresses,
    Accessibility,
    Phones,
    Contacts,
    Schedules,
    Languages,
    Costs,
    Eligibility,
    Areas,
    Attributes,
    ServiceTaxonomies,
    Terms,
    Taxonomies,
}

impl Kind {
    pub(super) const ALL: [Self; 18] = [
        Self::Services,
        Self::Organizations,
        Self::AtLocations,
        Self::Locations,
        Self::Addresses,
        Self::PostalAddresses,
        Self::Accessibility,
        Self::Phones,
        Self::Contacts,
        Self::Schedules,
        Self::Languages,
        Self::Costs,
        Self::Eligibility,
        Self::Areas,
        Self::Attributes,
        Self::ServiceTaxonomies,
        Self::Terms,
        Self::Taxonomies,
    ];

    /// The names its file may have, the usual one first.
    pub(super) const fn files(self) -> &'static [&'static str] {
        match self {
            Self::Services => &["services.csv", "service.csv"],
            Self::Organizations => &["organizations.csv", "organization.csv", "organisations.csv"],
            Self::AtLocations => &[
                "service_at_locations.csv",
                "service_at_location.csv",
                "services_at_location.csv",
                "services_at_locations.csv",
            ],
            Self::Locations => &["locations.csv", "location.csv"],
            Self::Addresses => {
                &["addresses.csv", "address.csv", "physical_addresses.csv", "physical_address.csv"]
            }
            Self::PostalAddresses => &["postal_addresses.csv", "postal_address.csv"],
            Self::Accessibility => &["accessibility.csv", "accessibility_for_disabilities.csv"],
            Self::Phones => &["phones.csv", "phone.csv"],
            Self::Contacts => &["contacts.csv", "contact.csv"],
            Self::Schedules => {
                &["schedules.csv", "schedule.csv", "regular_schedules.csv", "regular_schedule.csv"]
            }
            Self::Languages => &["languages.csv", "language.csv"],
            Self::Costs => &["cost_options.csv", "cost_option.csv"],
            Self::Eligibility => &["eligibility.csv", "eligibilities.csv", "eligibilitys.csv"],
            Self::Areas => &["service_areas.csv", "service_area.csv"],
            Self::Attributes => {
                &["attributes.csv", "attribute.csv", "other_attributes.csv", "link_taxonomy.csv"]
            }
            Self::ServiceTaxonomies => &[
                "services_taxonomy.csv",
                "service_taxonomies.csv",
                "service_taxonomy.csv",
                "service_taxonomys.csv",
                "services_taxonomies.csv",
            ],
            Self::Terms => &["taxonomy_terms.csv", "taxonomy_term.csv"],
            Self::Taxonomies => &["taxonomies.csv", "taxonomy.csv"],
        }
    }

    /// Whether a row belongs to everything its columns name, and not to the first of them alone: of numbers and people
    /// the same twice is one, but the same time at a place and everywhere would be two.
    pub(super) const fn is_shared(self) -> bool {
        matches!(self, Self::Phones | Self::Contacts)
    }

    /// Columns that say whose a row is, the closest first.
    pub(super) const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Services => &[],
            Self::Organizations | Self::Locations | Self::Terms | Self::Taxonomies => &["id"],
            Self::AtLocations
            | Self::Languages
            | Self::Costs
            | Self::Eligibility
            | Self::Areas
            | Self::ServiceTaxonomies => &["service_id"],
            Self::Addresses | Self::PostalAddresses | Self::Accessibility => &["location_id"],
            Self::Phones => &["contact_id", "service_at_location_id", "service_id", "location_id"],
            Self::Contacts => &["service_at_location_id", "service_id", "location_id"],
            Self::Schedules => &["service_at_location_id", "service_id", "location_id"],
            Self::Attributes => &["link_id"],
        }
    }
}
