//! Which page comes next, and when there is none: a rule about what pages say of themselves.

use openreferral::PageInfo;

/// The most pages of one feed.
pub(super) const MOST_PAGES: u64 = 5_000;

/// Where to go after a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Onward {
    To(String),
    /// Everything was seen.
    Whole,
    /// The address names one page of several: the others were not asked for.
    OnePage,
    /// No further, and why.
    Stop(String),
}

/// A walk along the pages of one feed.
#[derive(Debug)]
pub(super) struct Paging {
    address: String,
    /// The address itself names a page.
    names_a_page: bool,
    /// How pages are counted: from 0 or from 1.
    begins: u64,
    read: u64,
    first_total: Option<u64>,
}

impl Paging {
    pub fn new(address: &str) -> Paging {
        let names_a_page = query(address).iter().any(|(name, _)| name == "page");
        Paging { address: address.to_owned(), names_a_page, begins: 1, read: 0, first_total: None }
    }

    pub fn read(&self) -> u64 {
        self.read
    }

    /// Goes on from a page that says this of itself and named `new` services not named before.
    pub fn onward(&mut self, page: Option<&PageInfo>, new: usize) -> Onward {
        self.read += 1;
        let Some(page) = page else { return self.without_pages(new) };
        if self.read == 1 {
            self.begins = page.page_number.unwrap_or(1).min(1);
            self.first_total = page.total_pages;
        } else if new == 0 && !self.is_last(page) {
            return self.repeats();
        }
        if self.names_a_page {
            return if page.total_pages.is_some_and(|all| all <= 1) {
                Onward::Whole
            } else {
                Onward::OnePage
            };
        }
        if let Some(stop) = self.grows(page) {
            return stop;
        }
        if self.is_last(page) {
            return Onward::Whole;
        }
        if self.read >= MOST_PAGES {
            return Onward::Stop(format!("Only {MOST_PAGES} pages are read of one feed."));
        }
        Onward::To(page_address(&self.address, self.begins + self.read))
    }

    fn without_pages(&self, new: usize) -> Onward {
        if self.read > 1 && new == 0 { self.repeats() } else { Onward::Whole }
    }

    fn repeats(&self) -> Onward {
        let at = page_address(&self.address, self.begins + self.read - 1);
        Onward::Stop(format!("{at} names nothing new, so reading stopped there."))
    }

    /// A feed may gain a page while it is read; one that gains pages without end is broken.
    fn grows(&self, page: &PageInfo) -> Option<Onward> {
        let (first, now) = self.first_total.zip(page.total_pages)?;
        (now > first.saturating_add((first / 10).max(2))).then(|| {
            Onward::Stop(format!(
                "The feed said it has {first} pages, and on page {} that it has {now}: it grows while it is read.",
                self.read
            ))
        })
    }

    fn is_last(&self, page: &PageInfo) -> bool {
        match page.total_pages {
            Some(all) => self.read >= all,
            None => page.last_page != Some(false),
        }
    }
}

fn query(address: &str) -> Vec<(String, String)> {
    let bare = address.split('#').next().unwrap_or_default();
    let query = bare.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn page_address(address: &str, page: u64) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or_default();
    let pairs = query(address).into_iter().chain([("page".to_owned(), page.to_string())]);
    format!("{bare}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u64, total: u64) -> PageInfo {
        PageInfo { page_number: Some(number), total_pages: Some(total), ..PageInfo::default() }
    }

    fn walked(address: &str, pages: &[PageInfo]) -> Vec<Onward> {
        let mut paging = Paging::new(address);
        pages.iter().map(|page| paging.onward(Some(page), 1)).collect()
    }

    #[test]
    fn pages_are_asked_for_one_after_the_other() {
        let v3 = walked("https://example.org/services?per_page=2#top", &[page(1, 3), page(2, 3), page(3, 3)]);
        let to = |address: &str| Onward::To(address.to_owned());
        assert_eq!(
            v3,
            [
                to("https://example.org/services?per_page=2&page=2"),
                to("https://example.org/services?per_page=2&page=3"),
                Onward::Whole
            ]
        );
        assert_eq!(walked("https://example.org/s", &[page(0, 2)]), [to("https://example.org/s?page=1")]);
        assert_eq!(walked("https://example.org/s?page=4", &[page(4, 9)]), [Onward::OnePage]);
        assert_eq!(walked("https://example.org/s", &[page(1, 1)]), [Onward::Whole]);
        assert_eq!(Paging::new("https://example.org/s").onward(None, 5), Onward::Whole);
    }

    #[test]
    fn pages_that_do_not_count_say_whether_there_are_more() {
        let more = PageInfo { last_page: Some(false), ..PageInfo::default() };
        let last = PageInfo { last_page: Some(true), ..PageInfo::default() };
        let walk = walked("https://example.org/s", &[more.clone(), more, last]);
        assert!(matches!((&walk[0], &walk[1]), (Onward::To(_), Onward::To(_))) && walk[2] == Onward::Whole);
    }

    #[test]
    fn pages_without_end_stop() {
        let mut growing = Paging::new("https://example.org/s");
        let stop = (1..100)
            .map(|n| growing.onward(Some(&page(n, n + 1)), 1))
            .find(|on| matches!(on, Onward::Stop(_)));
        assert!(
            matches!(&stop, Some(Onward::Stop(why)) if why.contains("grows while it is read")),
            "{stop:?}"
        );
        let mut repeating = Paging::new("https://example.org/s");
        repeating.onward(Some(&page(1, 9)), 1);
        let stop = repeating.onward(Some(&page(1, 9)), 0);
        assert!(matches!(&stop, Onward::Stop(why) if why.contains("page=2 names nothing new")), "{stop:?}");
        let mut endless = Paging::new("https://example.org/s");
        let walk = (1..=MOST_PAGES).map(|n| endless.onward(Some(&page(n, u64::MAX)), 1)).last();
        assert!(matches!(walk, Some(Onward::Stop(_))));
        assert_eq!(endless.read(), MOST_PAGES);
    }

    #[test]
    fn one_page_more_while_it_is_read_is_no_fault() {
        let walk = walked("https://example.org/s", &[page(1, 2), page(2, 3), page(3, 3)]);
        assert_eq!(walk.last(), Some(&Onward::Whole));
    }
}
