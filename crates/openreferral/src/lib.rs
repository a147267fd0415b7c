#![doc = include_str!("../README.md")]

mod clerk;
mod contact;
pub mod corrections;
mod cost;
pub mod curie;
mod desk;
mod entry;
mod field;
mod fingerprint;
pub mod limits;
mod mend;
pub mod openapi;
pub mod package;
mod place;
mod reader;
mod report;
mod schedule;
mod service;
mod shape;
mod source;
mod taken;
mod text;
pub mod v3;
mod walk;

pub use crate::{
    fingerprint::{FieldChange, changes},
    openapi::openapi,
    place::Kind,
    reader::{NAMESPACE, Reader, read, read_within},
    report::{At, Format, PageInfo, Read, Reading, Refused, Repair, Step},
    service::{
        Access, Ages, Attending, Audience, Contact, Cost, Day, Frequency, Language, Location, Occurrence,
        Organization, Phone, Point, Postcode, Schedule, Service, ServiceArea, Status, Term,
    },
    text::plain,
    v3::service as to_v3,
};
