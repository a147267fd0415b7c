//! The search index over the directory, in memory.

#[derive(Default)]
pub struct Finder;

impl Finder {
    pub fn load(
        _db: &::store::Db,
        _area: crate::settings::AreaId,
    ) -> Result<Finder, crate::refusal::Refusal> {
        Ok(Finder)
    }
}
