//! Small words about measures that several pages share.

use measure::Instrument;
use measure::scorer::Scale;
use page::text;

/// The codes of everything that can be answered or entered, in order.
pub(super) fn answers(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let items = instrument.items.iter().map(|item| &*item.code);
    items.chain(instrument.scorer.entered().iter().map(|scale| &*scale.code))
}

/// A number as this score is printed.
pub(super) fn number(scale: &Scale, value: f64) -> String {
    text::decimal(value, usize::from(scale.decimals))
}
