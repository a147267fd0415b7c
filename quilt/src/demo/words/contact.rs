//! What is noted at a contact: a link worker's own short notes, by kind of contact and stage of the journey.

use super::picker::Picker;
use super::say::{Slots, in_season, one_of, sentence};
use super::season;

/// How somebody was in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    /// At the person's home.
    Visit,
    /// Somewhere else: a café, the surgery, a bench.
    Elsewhere,
    /// Along to a group together.
    Together,
    /// By telephone.
    Call,
    /// By video.
    Video,
    /// By text message.
    Text,
    /// By e-mail.
    Email,
    /// By letter.
    Letter,
    /// Rang, and no answer.
    NoAnswer,
}

/// Where in the journey a contact falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before the person has said yes.
    Asking,
    /// The first conversation.
    First,
    /// The first steps.
    Early,
    /// Well under way.
    Middle,
    /// Near the ending.
    Late,
    /// The ending conversation.
    Ending,
}

/// Notes of one journey, contact by contact: each opening, middle and close is used once before any
/// comes again, and what belongs to a season is said in it.
pub struct Notes {
    p: Picker,
    slots: Slots,
    heard: Vec<&'static str>,
    told: Vec<&'static str>,
}

impl Notes {
    pub(super) fn new(mut p: Picker, slots: Slots, themed: &[&'static str]) -> Self {
        let heard = p.shuffled(themed);
        Self { p, slots, heard, told: Vec::new() }
    }

    /// What is noted at the next contact, in this month.
    pub fn next(&mut self, kind: ContactKind, stage: Stage, month: Option<i8>) -> String {
        self.slots = self.slots.said_in(month);
        let open = self.fresh(openings(kind));
        if matches!(kind, ContactKind::NoAnswer | ContactKind::Letter) {
            return open;
        }
        let written = matches!(kind, ContactKind::Text | ContactKind::Email);
        // What was heard belongs to a real conversation under way, not to a first call or a message.
        let talking = !written && kind != ContactKind::Together;
        let under_way = matches!(stage, Stage::Early | Stage::Middle | Stage::Late);
        let theme = if talking && under_way { self.theme() } else { None };
        let from = if written { WRITTEN } else { middles(stage) };
        let middle = theme.unwrap_or_else(|| self.fresh(from));
        if written || self.p.chance(25) {
            return format!("{open} {middle}");
        }
        format!("{open} {middle} {}", self.fresh(closes(stage)))
    }

    /// What this kind of trouble brings up, if something is left that fits the season.
    fn theme(&mut self) -> Option<String> {
        while let Some(template) = self.heard.pop() {
            let said = sentence(&mut self.p, template, &self.slots);
            if season::fits(&said, self.slots.month()) {
                return Some(said);
            }
        }
        None
    }

    fn fresh(&mut self, from: &'static [&'static str]) -> String {
        let mut template = "";
        let said = in_season(&self.slots, || {
            let unsaid: Vec<&str> = from.iter().copied().filter(|t| !self.told.contains(t)).collect();
            template = if unsaid.is_empty() { *self.p.pick(from) } else { *self.p.pick(&unsaid) };
            sentence(&mut self.p, template, &self.slots)
        });
        self.told.push(template);
        said
    }
}

const WRITTEN: &[&str] = &[
    "“[Went. It was all right. Tell you when I see you|Went!! Will ring you|Did it]”",
    "“Can we say [Thursday instead|half past two|next week]? [Dentist|Visitors|Bins day]”",
    "“[Thanks for yesterday|Thank you for listening]. Slept better”",
    "“[Not a good day. Talk tomorrow, maybe|Bit low today. No need to ring].” Rang anyway, next day, as we had agreed",
    "Sent the address and the bus times. “[Got it, ta|Lovely, thank you|On the fridge]”",
    "A photograph of [{pet}|the view|a cake|some beans], no words. Sent a thumbs-up",
    "“They rang me!! [There's room|I can start next week]”",
    "Asked if the day still suits. “[Yes please|See you then|Kettle's on]”",
];

fn openings(kind: ContactKind) -> &'static [&'static str] {
    match kind {
        ContactKind::Visit => &[
            "At the kitchen table, [an hour|fifty minutes|an hour and a half]",
            "At home. [Kettle on before I was through the door|{they} had made a list]",
            "Visited, [forty-five minutes|just over the hour]. [We sat in the garden|We sat in the front room]",
            "Home visit. {neighbour} [was there for the first part|looked in with the post]",
            "Called as arranged. [Up and dressed and waiting|A bit tired today, kept it short]",
            "At home for [an hour|most of an hour]; [looked through the post together|started with how the week had been]",
        ],
        ContactKind::Elsewhere => &[
            "Met at the [library|café by the church|garden centre], [{their} choice|quiet corner]",
            "Met in the room at the surgery, [forty minutes|half an hour]",
            "Walked [round the park|along the canal|down to the church and back] and talked",
            "Coffee in town. [{they} paid, and would not hear otherwise|First time {they} had been in for months]",
            "Sat on the bench by the [river|green|bus stop] and talked",
        ],
        ContactKind::Together => &[
            "Went along together. [Met at the door, stayed an hour|I stayed for the first half]",
            "Went with {them} the first time. [Tea in hand inside five minutes|A slow start, then talking]",
            "Met outside and went in together. [{they} knew somebody at once|Introduced to two people by name]",
        ],
        ContactKind::Call => &[
            "Rang, [ten|twelve|fifteen|twenty] minutes",
            "Rang as agreed. [Sounded brighter|Sounded tired but glad to talk|Chatty today]",
            "{they} rang me. [Just to tell me how it went|A quick question, then a longer talk]",
            "Good call, [a quarter of an hour|twenty-five minutes]",
            "Short call [between the shopping and lunch|before {their} appointment]",
            "Rang at {their} usual time",
            "Talked on the phone for [half an hour|nearly half an hour]",
        ],
        ContactKind::Video => &[
            "Video call, [twenty minutes|half an hour]. [Picture froze twice, we managed|First one {they} set up alone]",
            "By video, with {kidname} helping at {their} end",
            "Video call from the library's quiet room",
        ],
        ContactKind::Text => &[
            "Text from {them}",
            "Texted to check in; answered the same day",
            "{they} texted",
            "Sent a text about next week; answer came back",
            "Swapped texts",
        ],
        ContactKind::Email => {
            &["E-mail from {them}", "E-mailed the details; {they} wrote back", "Answered {their} e-mail"]
        }
        ContactKind::Letter => &[
            "Posted [a note|a card] with the times and a map, in large print",
            "Wrote to say who I am and when I will ring, with a photograph so {they} would know me",
            "Sent on the leaflet and a stamped envelope",
            "Letter sent with what we agreed, in {their} words",
        ],
        ContactKind::NoAnswer => &[
            "Rang, no answer. [Left a short message with my number|No message left, as {they} asked]. Will try [tomorrow morning|on Thursday|later in the week]",
            "No answer at [ten|eleven|two|four]. [Sent a text|Will try a different time of day]",
            "No answer; it rang out. [Not worried, often at the shops|Will send a note]",
            "Went to voicemail. [Said I would ring again on Monday|Left my name only]",
            "Tried the mobile and the landline, no answer. [Will write|Will ask the surgery if the number is right]",
            "No answer at the door. [Left a card with my number|Curtains open, light on; a neighbour said gone to the doctor's]",
        ],
    }
}

fn middles(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Asking => &[
            "Said who I am and what we do. {they} asked [what it costs (nothing)|whether it goes on {their} record]",
            "Explained there is no form to fill in. [“Thank goodness for that.”|“I have had enough of forms.”]",
            "Interested, a little unsure. [Happy for me to visit once and see|Wants to talk it over first]",
            "Said yes to a first conversation. [Mornings are best|Afternoons suit better|Any day but market day]",
            "{they} had forgotten the surgery mentioned us; pleased once I explained",
        ],
        Stage::First => &[
            "Mostly listened. What matters came out in the last ten minutes, as it does",
            "Talked about before, and about now. Wrote down what matters in {their} words and read it back",
            "We started with what {name} enjoys, not what is wrong. A good deal to build on",
            "A lot has happened at once. We put it in order on one sheet of paper and {they} kept it",
            "Careful to begin with. By the end {they} showed me [the photographs|the garden|the view from the back window]",
            "Asked the four wellbeing questions aloud. {they} took {their} time over each",
            "{they} talked and I poured. Agreed what I write down and who sees it",
        ],
        Stage::Early => &[
            "First step chosen, and chosen by {them}",
            "Looked at three groups together and crossed two out",
            "Still unsure, and said so. We made the step smaller",
            "{they} had already rung them before I came",
            "Talked about how to get there and who to ask for",
            "A wobbly week. Happy just to talk this time",
            "Looked up the times together and wrote them on the calendar",
        ],
        Stage::Middle => &[
            "Has been [twice|three times] now and knows [people by name|where the cups are]",
            "A set-back, told plainly, and we laughed about it in the end",
            "More going on than I can keep up with, which is as it should be",
            "Sleeping [a little better|through some nights]. Looks [brighter|less tired]",
            "A quiet fortnight. Nothing wrong, just weather and a cold",
            "Somebody from the group [gave {them} a lift|rang when {they} missed a week]",
            "Talked about what is helping. It was not what either of us guessed at the start",
        ],
        Stage::Late => &[
            "Started talking about the ending. {they} said [“I know, I have been counting.”|“I think I am nearly there.”]",
            "Doing most of it without me now",
            "We looked back at the first page. {they} had forgotten how it was",
            "Asked what would make it wobble, and who to ring if it does",
            "Has asked [{neighbour}|{pal}] to come along too, and they did",
        ],
        Stage::Ending => &[
            "Wrote the letter together. {they} changed [two words|my spelling of {pet}|the ending, for the better]",
            "Last conversation. Looked at what changed, what holds and who to call",
            "Four questions again, and a cake",
            "A good ending. {they} {has} my card and the group's number on the fridge",
            "Said goodbye properly. The door stays open and {name} knows it",
        ],
    }
}

fn closes(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Asking => &[
            "I will ring [next week|on Monday] to fix a day",
            "Will think about it and ring me",
            "Posted our leaflet with my photograph on it",
            "Visit agreed",
        ],
        Stage::First => &[
            "Next visit in [a week|ten days|a fortnight]",
            "Two small steps agreed, both {their} own",
            "Left {them} with the sheet and my number",
            "Will look into transport before next time",
            "No rush. We said we would see how it feels",
        ],
        Stage::Early => &[
            "I will ask the group if there is room",
            "Will ring [on Friday|after the weekend|the day after] to hear how it went",
            "{they} will ring them; I will if not by Thursday",
            "{pal} may come too",
            "Next step stays small",
            "Meeting at the door next time",
        ],
        Stage::Middle => &[
            "Next call in [two|three] weeks",
            "Kept the same step for now",
            "New step, {their} idea",
            "Nothing for me to do but listen",
            "Asked the group to save {them} a seat",
            "Will ring after the appointment",
            "I have passed on the thank you",
        ],
        Stage::Late => &[
            "Two more visits, then the letter",
            "Ending agreed for three weeks' time",
            "Will ask the questions again next time",
            "Spacing the calls out now",
        ],
        Stage::Ending => &[
            "I will ring in three months",
            "Follow-up in three months, by phone as {they} asked",
            "Letter to the surgery agreed word for word",
            "Card posted",
        ],
    }
}

/// What a link worker writes to the person about a group.
pub fn message(p: &mut Picker, s: &Slots, group: &str, day: &str) -> String {
    let mut s = s.clone();
    s.set("group", group);
    s.set("day", day);
    one_of(
        p,
        &[
            "Hello {name}, {group} have room for you on {day}. [Shall I meet you at the door?|Ask for the person on the door, they know you are coming]",
            "Hello {name}. Good news: {group} would love to see you on {day}. [No need to bring anything|Come for as little or as long as you like]",
            "{name}, just to say {group} is on {day} as usual. [I'm about if you want a word beforehand|Ring me after if you like]",
            "Hello {name}, thinking of you for {day} at {group}. [It is fine to change your mind|Hope the kettle is on]",
        ],
        &s,
    )
}

/// Whether they got there, in their own words.
pub fn arrival(p: &mut Picker, s: &Slots, group: &str, came: bool) -> String {
    let mut s = s.clone();
    s.set("group", group);
    let said: &[&str] = if came {
        &[
            "I went. [They were very kind|Nobody made a fuss, which I liked|I stayed to the end]",
            "Yes, I got to {group}. [I'll go again|I sat by the window and got talking|It was better than I expected]",
            "Went, [nervous as anything|with my heart in my mouth], and [came home smiling|somebody saved me a chair]",
            "I did it. [Only half an hour but I did it|Going again next time]",
            "Yes. [Not quite my sort of thing but the people were nice|Noisy, but friendly|I learnt two names]",
        ]
    } else {
        &[
            "I didn't get there. [The bus didn't come|My chest was bad|I lost my nerve at the gate], [and that's all right|I might try again]",
            "Not this time. [I had a hospital appointment|I had {neighbour}'s dog to mind|It was pouring]",
            "I got as far as the door of {group} and [came home again|it was full of people who knew each other]",
            "No, [I wasn't feeling up to it|I forgot what day it was|the lift fell through]. [Sorry|Next time]",
        ]
    };
    one_of(p, said, &s)
}
