//! What is said around any story, whatever its theme: the people in it, what helps already, waits and
//! pauses, the letter, and the answers months later.

use super::names::{Gender, Origin, first, mobile, person_of};
use super::picker::Picker;
use super::say::{Slots, in_season, one_of, sentence};
use super::season;
use super::story::{Elsewhere, Facts, FollowUp, Hears, Supporter, Wait};
use super::topic::Topic;

/// The people around a person.
#[derive(Debug)]
pub struct Cast {
    partner: (String, Gender),
    child: (String, Gender),
    sibling: (String, Gender),
    parent: Gender,
    grandchild: String,
    neighbour: String,
    pal: String,
    away: &'static str,
    pet: (&'static str, &'static str),
}

const AWAY: &[&str] = &[
    "Leeds",
    "Cardiff",
    "Plymouth",
    "Swindon",
    "Bristol",
    "Exeter",
    "Reading",
    "Norwich",
    "Manchester",
    "Perth, Australia",
    "Canada",
    "Southampton",
    "Birmingham",
    "Glasgow",
    "Swansea",
    "Gloucester",
    "Kent",
    "New Zealand",
];

impl Cast {
    /// The people around somebody, of fitting ages and names.
    pub fn gather(p: &mut Picker, who: &Facts<'_>) -> Self {
        // The demonstration stands in the mid 2020s; a year either way does not show in a name.
        let born = 2025 - i16::from(who.age);
        let same = p.chance(4) || who.gender == Gender::NonBinary;
        let partner_gender = match (who.gender, same) {
            (Gender::Woman, false) | (Gender::Man, true) => Gender::Man,
            (Gender::Woman, true) | (Gender::Man, false) => Gender::Woman,
            (Gender::NonBinary, _) => either(p),
        };
        let (child, sibling) = (either(p), either(p));
        let neighbourly = (either(p), p.between(1942, 1985) as i16);
        let friendly = (either(p), (born + p.between(-8, 8) as i16).clamp(1930, 2005));
        Self {
            partner: (first(p, born, partner_gender, who.origin), partner_gender),
            child: (first(p, born + 27, child, who.origin), child),
            sibling: (first(p, born + 3, sibling, who.origin), sibling),
            parent: either(p),
            grandchild: first(p, 2008, Gender::Woman, Origin::British),
            neighbour: other(p, who.known_as, |p| first(p, neighbourly.1, neighbourly.0, Origin::British)),
            pal: other(p, who.known_as, |p| first(p, friendly.1, friendly.0, Origin::British)),
            away: *p.pick(AWAY),
            pet: *p.pick(&[
                ("dog", "Biscuit"),
                ("dog", "Bramble"),
                ("dog", "Patch"),
                ("cat", "Tibbles"),
                ("cat", "Mog"),
                ("dog", "Teasel"),
                ("cat", "Marmalade"),
                ("dog", "Jess"),
                ("cat", "Smudge"),
                ("dog", "Scrumpy"),
            ]),
        }
    }

    /// The slots every template may use.
    pub fn slots(&self, who: &Facts<'_>) -> Slots {
        let mut s = Slots::default();
        s.set("name", who.known_as);
        s.set("town", who.town);
        let [they, them, their, themself] = pronouns(who.gender);
        s.set("they", they);
        s.set("them", them);
        s.set("their", their);
        s.set("themself", themself);
        let plural = who.gender == Gender::NonBinary;
        s.set("is", if plural { "are" } else { "is" });
        s.set("has", if plural { "have" } else { "has" });
        s.set("was", if plural { "were" } else { "was" });
        s.set("one", by(who.gender, "woman", "man", "person"));
        s.set("partner", self.partner.0.as_str());
        s.set("spouse", by(self.partner.1, "wife", "husband", "partner"));
        s.set("phe", by(self.partner.1, "she", "he", "they"));
        s.set("phim", by(self.partner.1, "her", "him", "them"));
        s.set("phis", by(self.partner.1, "her", "his", "their"));
        s.set("kid", by(self.child.1, "daughter", "son", "child"));
        s.set("kidname", self.child.0.as_str());
        s.set("khe", by(self.child.1, "she", "he", "they"));
        s.set("khim", by(self.child.1, "her", "him", "them"));
        s.set("khis", by(self.child.1, "her", "his", "their"));
        s.set("sib", by(self.sibling.1, "sister", "brother", "cousin"));
        s.set("sibname", self.sibling.0.as_str());
        s.set("mum", by(self.parent, "mum", "dad", "parent"));
        s.set("mhe", by(self.parent, "she", "he", "they"));
        s.set("mhim", by(self.parent, "her", "him", "them"));
        s.set("mhis", by(self.parent, "her", "his", "their"));
        s.set("grandkid", self.grandchild.as_str());
        s.set("neighbour", self.neighbour.as_str());
        s.set("pal", self.pal.as_str());
        s.set("away", self.away);
        s.set("animal", self.pet.0);
        s.set("pet", self.pet.1);
        s
    }

    /// Somebody who joins in, for about half of all people.
    pub fn supporter(&self, p: &mut Picker, who: &Facts<'_>, s: &Slots) -> Option<Supporter> {
        if !p.chance(52) {
            return None;
        }
        let family = |p: &mut Picker, given: &str, gender| {
            person_of(p, 1975, gender, who.origin)
                .family
                .map_or_else(|| given.to_owned(), |f| format!("{given} {f}"))
        };
        let (name, relation) = match (who.age, p.below(6)) {
            (48.., 0 | 1) => {
                (family(p, &self.child.0, self.child.1), by(self.child.1, "daughter", "son", "child"))
            }
            (..32, 0..=2) => {
                let mother = person_of(p, 1970, self.parent, who.origin).full;
                (mother, by(self.parent, "mother", "father", "parent"))
            }
            (_, 2) => (
                family(p, &self.sibling.0, self.sibling.1),
                by(self.sibling.1, "sister", "brother", "cousin"),
            ),
            (_, 3) => (family_british(p, &self.neighbour), "neighbour"),
            _ => (family_british(p, &self.pal), "friend"),
        };
        let hears = *p.pick(&[
            Hears::Everything,
            Hears::Everything,
            Hears::NotEverything,
            Hears::TimesOnly,
            Hears::OnlyTogether,
        ]);
        Some(Supporter {
            name,
            relation: relation.to_owned(),
            hears,
            hears_words: hears_words(p, hears, s),
            phone: mobile(p),
        })
    }
}

fn either(p: &mut Picker) -> Gender {
    if p.chance(52) { Gender::Woman } else { Gender::Man }
}

fn other(p: &mut Picker, than: &str, mut name: impl FnMut(&mut Picker) -> String) -> String {
    let found = name(p);
    if found == than { "Jean".to_owned() } else { found }
}

fn family_british(p: &mut Picker, given: &str) -> String {
    person_of(p, 1960, Gender::Man, Origin::British)
        .family
        .map_or_else(|| given.to_owned(), |f| format!("{given} {f}"))
}

fn pronouns(gender: Gender) -> [&'static str; 4] {
    match gender {
        Gender::Woman => ["she", "her", "her", "herself"],
        Gender::Man => ["he", "him", "his", "himself"],
        Gender::NonBinary => ["they", "them", "their", "themself"],
    }
}

fn by(gender: Gender, woman: &'static str, man: &'static str, other: &'static str) -> &'static str {
    match gender {
        Gender::Woman => woman,
        Gender::Man => man,
        Gender::NonBinary => other,
    }
}

fn hears_words(p: &mut Picker, hears: Hears, s: &Slots) -> String {
    let said: &[&str] = match hears {
        Hears::Everything => {
            &["May hear everything", "May hear everything, and {name} would rather they did"]
        }
        Hears::NotEverything => &[
            "May hear most things. Not about money, {name} asks",
            "May hear most things. Not about health, {name} asks",
            "May hear how it goes, not what was said",
        ],
        Hears::TimesOnly => &["When and where only", "May know when I am coming, no more"],
        Hears::OnlyTogether => &["Only with {name} in the room", "Nothing unless {name} is on the call too"],
    };
    one_of(p, said, s)
}

/// A few words more about why now, the way people add something at the door.
pub fn by_the_way(p: &mut Picker, s: &Slots) -> String {
    let said: &[&str] = &[
        "[It's been like this since {since}|It's been building since {since}]",
        "[{pal}|{neighbour}|{sibname}] said to [ask|say something|ring you]",
        "I don't know [what you can do|where to start], [but here I am|really]",
        "[That's about the size of it|That's it, really|There you are]",
        "I've never [asked for help before|done this sort of thing]",
        "[I nearly didn't ring|I nearly put the phone down|I've written this three times]",
        "I [told|haven't told] {sibname}",
        "[I used to be the one others came to|I was always the capable one]",
        "The [nurse|chemist|librarian|receptionist] was [kind about it|the one who noticed]",
        "[It sounds silly written down|It sounds worse than it is|It sounds like nothing, said out loud]",
        "[Something has to give|I'd like it to be different by {by}]",
        "[Mornings|Evenings|Wet days|Sundays] are worst",
        "[I'm not proud of it|I'm not one to moan|I can laugh about it, mostly]",
        "I want to [get on with it|get going again|feel like myself]",
        "[I'd rather say it to you than to {pal}|{pal} has heard it all before]",
    ];
    let mut s = s.clone();
    s.set("since", *p.pick(season::since(s.month())));
    s.set("by", *p.pick(season::by_when(s.month())));
    one_of(p, said, &s)
}

/// What a person adds about what matters.
pub fn above_all(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "And {pet}, of course",
            "[Small|Ordinary] things",
            "[That would do me|I'd settle for that|I'd call that a good year]",
            "And [a walk by the river|a bit of sun|the view from the top of the hill]",
            "[{pal} would say the same|Ask {pal}]",
            "And [Sunday roast|fish and chips on the front|a decent cup of tea] now and then",
            "[In that order|Not in that order]",
            "And staying in {town}",
            "And [paying my way|doing it my way|not being rushed]",
            "[The rest is detail|The rest can wait]",
            "And keeping up with {sibname}",
            "And a bit of [music|mischief|quiet|birdsong]",
            "[I think that's all|I hadn't said that out loud before]",
        ],
        s,
    )
}

/// What a professional adds: how to reach them, what has been said.
pub fn referrer_adds(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "[Consent given|Has agreed to this], [happy to be rung|prefers a text first|prefers the landline]",
            "[Expecting your call|Knows you will ring] [this week|next week|after ten]",
            "[Leaflet given|I showed {them} your page]",
            "Many thanks",
            "[I will see {them} again in a month|Review here in six weeks]",
            "Lives in {town}[|, ground floor|, top of a steep hill|, no car]",
            "[{sibname}|{neighbour}|{pal}] knows and is supportive",
            "Please let me know [how it goes|what becomes of it]",
            "Best [in the morning|in the afternoon|early in the week]",
            "[No risks known at home|No concerns for a lone visit|Friendly {animal} at home]",
        ],
        s,
    )
}

/// What somebody writes when they ask for themself.
pub fn reason_self(p: &mut Picker, why: &[&str], s: &Slots) -> String {
    let asks: &[&str] = &[
        "Could somebody [ring me|come and see me]?",
        "I'd like to talk to someone about what there is round here",
        "I saw your [card|poster] in the [library|chemist's|surgery|Post Office]",
        "[{pal}|{neighbour}] said you helped [them|a friend]",
        "I'm not sure this is what you do, but I thought I'd ask",
        "I don't need much, just a start",
        "Please ring [in the morning|after ten|in the afternoon], I'm a bit deaf on a mobile",
        "Would like to know what's on in {town}",
    ];
    format!("{} {}", one_of(p, why, s), one_of(p, asks, s))
}

/// What a friend or relative writes.
pub fn reason_friend(p: &mut Picker, friend: &[&str], s: &Slots) -> String {
    let whose: &[&str] = &[
        "My neighbour {name}",
        "{name}, who lives [near me|in our road|next door but one],",
        "My friend {name}",
        "{name} is my aunt's friend. I have known {them} for years. {they}",
    ];
    let plural = s.get("is") == Some("are");
    let from = if plural { &whose[..3] } else { whose };
    let who = *p.pick(from);
    let what = *p.pick(friend);
    let said = sentence(p, &format!("{who} {what}"), s);
    let knows: &[&str] = &[
        "{name} knows I am asking",
        "I have asked {them} and {they} said it would be all right",
        "{name} would rather you rang than wrote",
        "I said I would find out and {name} didn't say no",
        "Please say it was me who asked, {they} will not mind",
    ];
    format!("{said} {}", one_of(p, knows, s))
}

/// Who or what helps already.
pub fn helps_already(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "{neighbour} next door has a key and [takes the bins out|looks in on Thursdays]",
            "{pal} rings [most days|on Sundays]",
            "{pet} the {animal}, [who is better company than most|fed before anybody else]",
            "My {sib} {sibname}, by phone",
            "The chemist, who always asks after me",
            "Nobody regular, but {neighbour} would come if I knocked",
            "The library van and the crossword",
            "{neighbour} and {pal}, in their different ways",
            "The wireless, the garden and {pet}",
            "The lady at the paper shop",
            "Church, when I can get there",
            "My {sib} {sibname} when {away} isn't too far",
            "Not a lot, if I'm honest",
            "Neighbours wave. {pal} does more than wave",
        ],
        s,
    )
}

/// What they have tried.
pub fn tried(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "Rang a number from a leaflet and [was on hold for forty minutes|it had been cut off]",
            "Looked online, [got lost|gave up at the password]",
            "Went to one group in {town} but it had [closed|moved]",
            "Talked to the doctor twice",
            "Tablets, which helped a bit",
            "Nothing yet, this is the first time of asking",
            "Asked {pal}, who didn't know either",
            "Six sessions on the phone, [useful while they lasted|not really my thing]",
            "Getting out more on my own, [which lasted a week|on and off]",
            "Meant to, [never quite did|kept putting it off]",
            "A helpline, in the night, and they were kind",
            "An exercise class, too fast for me",
            "Keeping busy",
            "Wrote a list. Lost the list",
        ],
        s,
    )
}

/// What to know before a visit.
pub fn before_visit(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "Use the side door, the front one sticks",
            "Ring the bell twice, it takes {them} a while",
            "{animal} called {pet}, friendly, may sit on you",
            "Park in the lay-by, not on the verge",
            "Hearing aid in the left ear, sit on that side",
            "Steep steps up from the road, no rail",
            "Satnav goes wrong at the farm; ring from the phone box",
            "No signal in the house, use the landline",
            "Likes to be rung [ten minutes|half an hour] before",
            "Shoes off, please",
            "Flat above the shop, entrance round the back",
            "Mornings are slow; not before half past ten",
            "Carers in until eleven",
            "Smokes; will open a window if asked",
            "Key safe, {they} will give the number by phone",
            "Nothing in particular. Kettle always on",
            "Would sooner meet out than at home to begin with",
            "Knock loudly, the television will be on",
            "School run at three, so be away by half past two",
            "Gate is stiff; lift and push",
            "{neighbour} may come in to see who you are",
        ],
        s,
    )
}

/// How and when they like to be reached.
pub fn reach(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "Ring after ten",
            "Landline, let it ring",
            "Text first, then ring",
            "Text only please",
            "Mobile, any time before six",
            "By letter, large print",
            "Ring in the afternoon",
            "E-mail is best",
            "Ring {sibname}, then me",
            "Mornings, not Mondays",
            "After the school run",
            "Evenings, I work days",
            "Mobile, leave a message and I will ring back",
            "Not between one and two, that's lunch",
            "Any time, I'm always in",
            "Text, I don't answer numbers I don't know",
            "Please say who you are straight away",
            "WhatsApp or text",
        ],
        s,
    )
}

/// A step written anew after a set-back: smaller.
pub fn again(p: &mut Picker, topic: Option<Topic>, s: &Slots) -> String {
    let mut s = s.clone();
    s.set(
        "group",
        topic.map_or("the next bit", |t| match t.label() {
            label if label.len() < 24 => label,
            _ => "the group",
        }),
    );
    let said: &[&str] = if topic.is_some() {
        &[
            "Ring the group first and ask who will be at the door",
            "Go with {pal}, for half an hour",
            "Go and look at the building, and come home",
            "Ask for a lift and try again next month",
            "Just go for the tea at the end",
            "Meet one person from the group first, on a bench",
        ]
    } else {
        &[
            "Do ten minutes of it, then stop",
            "Ask {pal} to sit with me while I do it",
            "Do the first page only",
            "Leave it till after the weekend, then one small bit",
            "Write down the question I want to ask",
        ]
    };
    let said = one_of(p, said, &s);
    said.trim_end_matches('.').to_owned()
}

/// Who to call.
pub fn who_to_call(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "{pal} first. The surgery if it is my health. The link worker's number is on the fridge",
            "{neighbour}, who has the key; then {sibname}",
            "The group's number is in my phone under G. Then {pal}",
            "{sibname} any time. Samaritans on 116 123 in the night, and I don't mind ringing them now",
            "{pal}, and if {pal} is out, the café, where they know me",
            "I would ring {neighbour}. If it was forms, the advice people. If it was everything, the link worker's old number, and they said I can",
            "The card is by the phone: {pal}, the group, the surgery",
            "My {sib}, then the surgery. 111 if it can't wait",
            "I'd text {pal}. I wouldn't have before",
        ],
        s,
    )
}

/// The letter's paragraphs, in words to the person.
pub fn letter(
    p: &mut Picker,
    s: &Slots,
    name: &str,
    matters: &str,
    changed: &str,
    groups: &[&str],
) -> Vec<String> {
    let mut s = s.clone();
    s.set("name", name);
    s.set("matters", matters);
    s.set("changed", changed);
    s.set("groups", listed(groups));
    let went = if groups.is_empty() {
        "[You took it a step at a time|You tried things, kept what suited you and let the rest go]. [Not every step worked first time, and you tried again|Some steps had to be made smaller, and that was a good idea of yours]"
    } else {
        "You went to {groups}. [The first time is the hardest and you did it|You did that yourself; all I did was open a door]. [Not everything worked first time, and you tried again|Some steps had to be made smaller, and that was a good idea of yours]"
    };
    let opening = "[Thank you for the cups of tea and for trusting me with your story|It has been a pleasure getting to know you|This is the letter we wrote together, so that you have it to keep]. [It is yours; show it to anyone you like, or nobody|Keep it somewhere you can find it on a grey day]";
    let said = "When we first met you told me what matters to you: “{matters}”";
    let change = "[At our last talk I asked what had changed|I asked you what is different now], and you said: “{changed}”";
    let close = "[If things get hard again, ring|If you hit a bad patch, please ring]. [The door stays open and you need not start from the beginning|You won't have to tell it all again]. I will [be in touch|ring] in three months to ask how you are";
    [opening, said, went, change, close].into_iter().map(|t| sentence(p, t, &s)).collect()
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What the referrer is told at the end, in a line or two.
pub fn to_referrer(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "{name} has come to a good ending with us and asked me to thank you. {they} {has} people to ring and somewhere to go each week",
            "Thank you for thinking of {name}. We worked together for some weeks; {they} chose the steps and took most of them. Nothing needed from you",
            "We have finished for now, at {name}'s own choosing. {they} {is} welcome back at any time without a new form",
            "{name} agreed I may tell you it went well and that the hard part was asking. Follow-up in three months",
            "{name} ended with us this week. Some things have eased and some have not; {they} will come to you about {their} health as before",
        ],
        s,
    )
}

/// Answers at 3, 6 and 12 months.
pub fn follow_ups(p: &mut Picker, s: &Slots, holds: &str) -> Vec<FollowUp> {
    [3_u8, 6, 12]
        .into_iter()
        .map(|months| {
            let well = p.chance(74);
            let how: &[&str] = if well {
                &[
                    "Better than I thought I'd be",
                    "Up and down, more up than down",
                    "Doing all right, thank you for asking",
                    "Busy! I had to look in my diary to ring you back",
                    "Quite well. The bad days are further apart",
                    "Steady. I'll take steady",
                    "Good. {pal} and I are [off on a coach trip|planning something for the hall]",
                    "Not bad at all. Sleeping",
                    "Much the same as when we finished, and that was good",
                    "I had a dip, but I knew what to do",
                ]
            } else {
                &[
                    "Not so good since [the fall|the bad news about {sibname}|my chest infection]",
                    "Flat, to be honest",
                    "A hard few weeks. I'd like [a ring from you|to talk again]",
                    "I stopped going when [the weather turned|{pal} moved away]",
                    "Some of it has slipped",
                ]
            };
            let holding: &[&str] = if well {
                &[
                    "Yes, still going",
                    "Yes, [most weeks|every week bar two]",
                    "One of them is. The other one I grew out of",
                    "I'm helping to run it now",
                    "Yes. They rang me when I missed one",
                    "Yes, and I have taken {neighbour} along",
                    "It has moved to a new hall but I found it",
                ]
            } else {
                &[
                    "It closed",
                    "No, the lift stopped",
                    "Now and then",
                    "I could go back. I need a push",
                    "They changed the day and I can't do Fridays",
                ]
            };
            let mut holding = one_of(p, holding, s);
            if well && p.chance(20) {
                holding = format!("{holding} {holds}");
            }
            FollowUp { months, how: one_of(p, how, s), holding, well }
        })
        .collect()
}

/// Why they would rather not.
pub fn declined(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "Said thank you, but {neighbour} has [sorted it|taken {them} along to something already]",
            "Has enough people coming to the house just now",
            "Would rather [sort it out alone|keep it in the family]",
            "Had not understood why the surgery mentioned us, and does not want it",
            "Things have got better since",
            "Does not want to talk to somebody new. Asked us to leave it",
            "Moving to live near {kidname} in {away}",
            "Prefers to see the doctor about it",
            "Working all hours, no time, may ring when spring comes",
            "Did not like the idea of notes being kept",
            "Already has a good worker at another charity",
            "Tried something like this before and it was not for {them}",
        ],
        s,
    )
}

/// Why it would be too soon, and for how long.
pub fn too_soon(p: &mut Picker, s: &Slots) -> Wait {
    waited(
        p,
        s,
        &[
            ("Funeral is next week. {they} asked us to ring in a couple of months", 8),
            ("Waiting for the hip operation; would like to start once on {their} feet", 10),
            ("Moving house this month", 6),
            ("In the thick of exams, and wants to finish first", 8),
            ("Having treatment every week and worn out by it. Would like to hear from us afterwards", 12),
            ("{kidname} is home until the end of the month. Ring after that", 4),
            ("Starting with the talking therapies team; one thing at a time", 12),
            ("Not ready to see anyone yet, and was glad to be asked", 6),
            ("New baby due any day", 10),
            ("Away at {sibname}'s in {away} for some weeks", 5),
            ("Waiting for the tribunal and cannot think of anything else", 9),
        ],
    )
}

/// Who would be better placed.
pub fn elsewhere(p: &mut Picker, s: &Slots) -> Elsewhere {
    let (place, reason) = *p.pick(&[
        ("Adult social care", "Needs help with washing and dressing each day; a care assessment comes first"),
        ("Occupational therapy", "It is the bath and the stairs; rails and a board would answer it"),
        (
            "The crisis line, and the GP the same day",
            "Not safe to wait for us. I stayed on the phone until the GP rang back",
        ),
        (
            "NHS talking therapies",
            "Panic attacks and wants help with those; {they} will come back to us after",
        ),
        ("Housing options team", "Notice to leave in three weeks; needs the duty officer today"),
        ("Specialist debt adviser", "Bailiff visit booked; needs an adviser who can stop it"),
        ("Community nursing", "The dressing is the worry. Nothing else wanted"),
        ("The dementia nurse", "Asked by the memory clinic; they are already seeing {them}"),
        ("Drug and alcohol service", "Wants a planned detox, which is theirs to offer"),
        ("Directory only", "Wanted the time of the swimming. Gave it, and a smile"),
        ("Domestic abuse service", "Spoke when alone. Warm introduction made by phone, at a safe number"),
        ("The carers’ assessment team", "Wants respite hours; they hold those"),
    ]);
    Elsewhere { place: place.to_owned(), reason: sentence(p, reason, s) }
}

/// What was tried when they could not be reached.
pub fn not_reached(p: &mut Picker, s: &Slots) -> String {
    one_of(
        p,
        &[
            "We could not reach {name}: three calls at different times, a text and a letter. The door stays open",
            "Number no longer in use; letter came back. Asked the surgery, who have the same one",
            "Rang four times over three weeks and wrote once. We could not reach {them}. Told the referrer",
            "Two calls, a card through the door, and a letter in large print with a stamped envelope. No word yet, so we have closed for now and said how to come back",
        ],
        s,
    )
}

/// One of these reasons with its length of time, that may be given at this time of the year.
fn waited(p: &mut Picker, s: &Slots, reasons: &[(&str, u8)]) -> Wait {
    let mut weeks = 0;
    let reason = in_season(s, || {
        let (reason, length) = *p.pick(reasons);
        weeks = length;
        sentence(p, reason, s)
    });
    Wait { reason, weeks }
}

/// Why a journey pauses, and for how long.
pub fn pause(p: &mut Picker, s: &Slots) -> Wait {
    waited(
        p,
        s,
        &[
            ("In hospital for a few days, then with {kidname}", 4),
            ("Chest infection; wants to get over it first", 3),
            ("Family staying", 2),
            ("Grandson's wedding and everything that goes with it", 3),
            ("{sibname} is very ill and {they} {is} needed in {away}", 6),
            ("Cataract operation. No driving, no bright rooms", 3),
            ("Harvest", 5),
            ("Asked for a breather. Doing well, tired of talking", 4),
            ("Lambing", 6),
            ("New job, finding {their} feet", 4),
            ("School holidays", 6),
            ("Boiler broken and staying with {pal}", 2),
        ],
    )
}

/// Why a journey is given longer.
pub fn extension(p: &mut Picker, s: &Slots) -> Wait {
    waited(
        p,
        s,
        &[
            ("Waiting list at the group; would like me there for the first time", 4),
            ("Lost six weeks to illness", 6),
            ("The appeal is heard next month and {name} asked for somebody alongside until then", 5),
            ("Just finding {their} confidence. Four more weeks, spaced out", 4),
            ("Bad news in the family. Not the time to end", 6),
            ("New supporter starting, and a proper handover to {them} is worth it", 3),
            ("Moved house half-way; new village, new groups", 6),
            ("The group that suited closed. Looking for another together", 5),
        ],
    )
}

/// What is said when another link worker takes over, so nobody repeats their story.
pub fn handover(p: &mut Picker, s: &Slots, matters: &str) -> String {
    let mut s = s.clone();
    s.set("matters", matters);
    one_of(
        p,
        &[
            "{name} has met you both now and is happy with the change. In {their} words: “{matters}” [Tea, no sugar|Ask after {pet}|{pal} is the one to ring]. Next step is already agreed; please do not start from the beginning",
            "Introduced at the last visit. What matters: “{matters}” What helps: [being rung first|being given time|a bit of humour]. What does not: [being hurried|forms|being asked the same thing twice]",
        ],
        &s,
    )
}
