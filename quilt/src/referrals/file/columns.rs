//! The columns a file of referrals may have, under the many names people give them.
//! docs/running/referrals-file.md lists them for whoever prepares a file.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Id,
    Name,
    First,
    Last,
    KnownAs,
    Born,
    Postcode,
    Address,
    Phone,
    Email,
    How,
    When,
    Why,
    Note,
    Consent,
    Offered,
    Nhs,
    Language,
    Interpreter,
    Access,
    Gender,
    Ethnicity,
    LivesAlone,
    Referrer,
    Role,
    AnswerTo,
    Scheme,
    Asked,
}

use Column::*;

/// Every spelling, without spaces, signs and capitals.
const SPELLINGS: &[(Column, &[&str])] = &[
    (
        Id,
        &["id", "reference", "ref", "referralid", "referralref", "referralreference", "recordid", "sourceid"],
    ),
    (Name, &["name", "fullname", "personname", "patientname", "clientname", "person", "patient", "client"]),
    (First, &["firstname", "forename", "forenames", "givenname", "givennames", "patientfirstname"]),
    (Last, &["surname", "lastname", "familyname", "patientsurname", "patientlastname"]),
    (KnownAs, &["knownas", "preferredname", "likestobecalled"]),
    (Born, &["dateofbirth", "dob", "born", "birthdate", "birthday", "patientdob"]),
    (Postcode, &["postcode", "postalcode", "patientpostcode", "homepostcode"]),
    (
        Address,
        &[
            "address",
            "addressline1",
            "addressline2",
            "addressline3",
            "address1",
            "address2",
            "address3",
            "street",
            "town",
            "village",
            "city",
            "county",
            "homeaddress",
        ],
    ),
    (
        Phone,
        &[
            "phone",
            "telephone",
            "tel",
            "mobile",
            "phonenumber",
            "telephonenumber",
            "mobilenumber",
            "mobilephone",
            "homephone",
            "hometelephone",
            "contactnumber",
            "contacttelephone",
            "telno",
            "phoneno",
        ],
    ),
    (Email, &["email", "emailaddress", "patientemail"]),
    (How, &["how", "contacthow", "preferredcontact", "preferredcontactmethod", "howtoreachthem"]),
    (When, &["when", "contactwhen", "besttime", "besttimetocall", "besttimetocontact"]),
    (Why, &["why", "whynow", "reason", "reasonforreferral", "referralreason", "presentingissue", "reasons"]),
    (Note, &["note", "notes", "comment", "comments", "risk", "risks", "beforeavisit", "otherinformation"]),
    (Consent, &["consent", "consentgiven", "consented", "patientconsent", "agrees", "agreed"]),
    (Offered, &["offered", "socialprescribingoffered"]),
    (Nhs, &["nhsnumber", "nhsno", "nhs", "nhsnum"]),
    (Language, &["language", "firstlanguage", "preferredlanguage", "mainlanguage"]),
    (Interpreter, &["interpreter", "interpreterneeded", "interpreterrequired", "needsinterpreter"]),
    (Access, &["access", "accessneeds", "accessibility", "communicationneeds", "whatmakesiteasier"]),
    (Gender, &["gender", "sex"]),
    (Ethnicity, &["ethnicity", "ethnicgroup", "ethnicorigin"]),
    (LivesAlone, &["livesalone", "livingalone"]),
    (Referrer, &["referrer", "referrername", "referredby", "referringclinician", "nameofreferrer"]),
    (Role, &["role", "referrerrole", "referrertype", "sourceofreferral", "referralsource", "referrerkind"]),
    (AnswerTo, &["answerto", "referreremail", "replyto", "referrercontact"]),
    (Scheme, &["scheme", "team", "referto", "referredto"]),
    (
        Asked,
        &["date", "dateofreferral", "referraldate", "datereferred", "referredon", "askedon", "referredat"],
    ),
];

impl Column {
    pub fn parse(heading: &str) -> Option<Column> {
        let bare: String =
            heading.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        SPELLINGS.iter().find(|(_, spellings)| spellings.contains(&bare.as_str())).map(|(column, _)| *column)
    }

    /// As the documentation calls it.
    pub fn code(self) -> &'static str {
        SPELLINGS.iter().find(|(column, _)| *column == self).map_or("", |(_, spellings)| spellings[0])
    }

    /// Whether several such columns make one answer, in their order.
    fn joins(self) -> Option<&'static str> {
        match self {
            Address => Some(", "),
            Phone => Some(" or "),
            Note => Some("\n"),
            _ => None,
        }
    }
}

/// What the first line of a file says: which column stands where.
#[derive(Debug)]
pub struct Heading {
    columns: Vec<Option<Column>>,
    /// Headings nobody could read; what stands under them is left out, and the report says so.
    pub unknown: Vec<String>,
}

impl Heading {
    pub fn read(cells: &[String]) -> Heading {
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| Column::parse(cell)).collect();
        let unknown =
            cells.iter().zip(&columns).filter(|(cell, column)| column.is_none() && !cell.is_empty());
        Heading { unknown: unknown.map(|(cell, _)| cell.clone()).collect(), columns }
    }

    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// The columns there are.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// What a record says under a column: the first that is filled in, or all of them where
    /// several make one answer.
    pub fn get(&self, cells: &[String], wanted: Column) -> String {
        let filled: Vec<&str> = self
            .columns
            .iter()
            .zip(cells)
            .filter(|(column, cell)| **column == Some(wanted) && !cell.is_empty())
            .map(|(_, cell)| cell.as_str())
            .collect();
        match wanted.joins() {
            Some(between) => filled.join(between),
            None => filled.first().copied().unwrap_or_default().to_owned(),
        }
    }

    /// Everything a record says under a heading we know, whatever the order of the columns.
    pub fn content(&self, cells: &[String]) -> Vec<(Column, String)> {
        let mut content: Vec<(Column, String)> = self
            .columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| Some(((*column)?, cell.clone())))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        content.sort();
        content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_as_people_write_them() {
        for (heading, column) in [
            ("NHS Number", Nhs),
            ("D.O.B.", Born),
            ("date_of_birth", Born),
            ("Post code", Postcode),
            ("Reason for referral", Why),
            ("Fore-name", First),
        ] {
            assert_eq!(Column::parse(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::parse("Shoe size"), None);
        assert_eq!(Column::parse(""), None);
    }

    #[test]
    fn no_spelling_stands_for_two_columns() {
        let all: Vec<&str> = SPELLINGS.iter().flat_map(|(_, spellings)| spellings.iter().copied()).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }

    #[test]
    fn lines_of_an_address_make_one() {
        let cells = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let heading = Heading::read(&cells("Address 1,Name,Town,Colour"));
        assert_eq!(heading.get(&cells("1 High St,Ron,Taunton,red"), Address), "1 High St, Taunton");
        assert_eq!(heading.unknown, ["Colour"]);
        assert_eq!(heading.get(&cells("x"), Name), "", "a short line");
    }
}
