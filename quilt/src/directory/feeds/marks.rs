//! What each entry of a feed was last read from: an entry that is the same again need not be
//! read again, and a feed of which a little changed costs little more than its bytes.

use uuid::Uuid;

/// The first half of a mark: enough to tell the entries of one feed apart.
type Short = [u8; 16];

/// An entry as it was last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Marked {
    mark: Short,
    key: Uuid,
    /// How many things had to be mended in it.
    mended: u32,
}

/// The entries of one feed that stand as they were last read, by their marks: 36 bytes each.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<Marked>);

impl Marks {
    pub fn know(&mut self, mark: &[u8; 32], key: Uuid, mended: u32) {
        self.0.push(Marked { mark: short(mark), key, mended });
    }

    /// After the last was given.
    pub fn sorted(mut self) -> Marks {
        self.0.sort_unstable();
        self.0.shrink_to_fit();
        self
    }

    fn find(&self, mark: &[u8; 32]) -> Option<&Marked> {
        let mark = short(mark);
        let at = self.0.binary_search_by(|marked| marked.mark.cmp(&mark)).ok()?;
        self.0.get(at)
    }

    /// The key of the service that was read from this.
    pub fn key(&self, mark: &[u8; 32]) -> Option<Uuid> {
        self.find(mark).map(|marked| marked.key)
    }

    /// How many things were mended when it was read.
    pub fn mended(&self, mark: &[u8; 32]) -> u32 {
        self.find(mark).map_or(0, |marked| marked.mended)
    }
}

fn short(mark: &[u8; 32]) -> Short {
    let mut half = Short::default();
    half.iter_mut().zip(mark).for_each(|(to, from)| *to = *from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_known_by_its_mark() {
        let mut marks = Marks::default();
        for n in (1..=9).rev() {
            marks.know(&[n; 32], Uuid::from_u128(n.into()), n.into());
        }
        let marks = marks.sorted();
        assert_eq!(marks.key(&[7; 32]), Some(Uuid::from_u128(7)));
        assert_eq!((marks.mended(&[7; 32]), marks.mended(&[0; 32])), (7, 0));
        assert_eq!(marks.key(&[0; 32]), None);
        assert_eq!(Marks::default().key(&[1; 32]), None);
    }
}
