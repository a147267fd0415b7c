//! Many short strings in one piece of memory, and lists of entries kept under such names.

use std::collections::BTreeMap;

/// Strings one after another, by number. [`Strings::find`] needs them in order.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds one; the piece as a whole stays under four gigabytes, or the string is cut off.
    pub(crate) fn push(&mut self, text: &str) {
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        &self.text[start..self.ends[number] as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// Of strings in order, how many come before the first that is not `before`.
    pub(crate) fn point(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn find(&self, wanted: &str) -> Option<usize> {
        let at = self.point(|text| text < wanted);
        (at < self.len() && self.get(at) == wanted).then_some(at)
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Which entries stand under each of some names, names and entries in order.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    names: Strings,
    ends: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    pub(crate) fn of(groups: BTreeMap<String, Vec<u32>>) -> Self {
        let mut all = Self::default();
        for (name, mut members) in groups {
            members.sort_unstable();
            members.dedup();
            all.names.push(&name);
            all.members.extend(members);
            all.ends.push(all.members.len() as u32);
        }
        all.names.shrink();
        all.ends.shrink_to_fit();
        all.members.shrink_to_fit();
        all
    }

    /// The entries under exactly this name.
    pub(crate) fn under(&self, name: &str) -> &[u32] {
        self.names.find(name).map_or(&[], |number| self.members(number))
    }

    /// Every name that starts so, with its entries.
    pub(crate) fn starting<'a>(&'a self, with: &'a str) -> impl Iterator<Item = (&'a str, &'a [u32])> {
        let from = self.names.point(move |name| name < with);
        (from..self.names.len())
            .map(|number| (self.names.get(number), self.members(number)))
            .take_while(move |(name, _)| name.starts_with(with))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.starting("")
    }

    fn members(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        &self.members[start..self.ends[number] as usize]
    }

    pub(crate) fn bytes(&self) -> usize {
        self.names.bytes() + (self.ends.capacity() + self.members.capacity()) * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_name_and_number() {
        let mut strings = Strings::default();
        for text in ["", "ash", "oak", "yew"] {
            strings.push(text);
        }
        assert_eq!(strings.iter().collect::<Vec<_>>(), ["", "ash", "oak", "yew"]);
        assert_eq!((strings.find("oak"), strings.find("elm"), strings.find("")), (Some(2), None, Some(0)));
        assert_eq!(Strings::default().find("oak"), None);
    }

    #[test]
    fn groups_hold_each_member_once() {
        let groups =
            Groups::of([("walking".into(), vec![3, 1, 3]), ("walks".into(), vec![2])].into_iter().collect());
        assert_eq!(groups.under("walking"), [1, 3]);
        assert!(groups.under("wal").is_empty());
        assert_eq!(groups.starting("walk").count(), 2);
        assert_eq!(groups.starting("walks").collect::<Vec<_>>(), [("walks", &[2][..])]);
    }
}
