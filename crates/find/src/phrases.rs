//! Every phrase that can ever be asked for. The index files entries under them as it reads their texts, so that asking
//! for a phrase is asking for a term.

use std::collections::BTreeSet;

use crate::needs::Needs;
use crate::stand_in;
use crate::synonyms::Synonyms;

/// The stems of each, two or more, once.
pub(crate) fn all(synonyms: &Synonyms) -> BTreeSet<Vec<String>> {
    let needed = Needs::of_quilt().phrases().map(<[String]>::to_vec);
    let known = synonyms.phrases().map(<[String]>::to_vec).chain(needed).chain(stand_in::phrases());
    known.filter(|stems| stems.len() > 1).collect()
}
