//! Memory, eyes, ears, and the screens that everything now comes through.

use super::{Fits, Theme, Topic, step};

pub const MEMORY: Theme = Theme {
    key: "memory",
    name: "Memory worries",
    ages: (58, 94),
    weight: 5,
    fits: Fits::Rooted,
    slots: &[
        (
            "lost",
            &[
                "the word for colander",
                "my way home from the dentist",
                "{grandkid}'s name, for a second",
                "the pan on the stove",
                "which day it was",
                "where I'd put the car",
            ],
        ),
        (
            "did",
            &[
                "taught maths",
                "ran the post office",
                "drove lorries all over Europe",
                "played the organ",
                "kept the books for the mart",
                "was a nurse",
            ],
        ),
    ],
    reason: &[
        "Waiting for the memory clinic. {name} and {partner} are anxious and have [stopped seeing friends|drawn in]. Something friendly meanwhile, please",
        "Mild changes, fully able to decide for {themself}. {name} once {did} and misses being asked things. Company and stimulation",
        "{kid} {kidname} brought {name}. Has got lost once. Would like [to keep going|to be busy]; does not want 'a dementia place' yet, and said so clearly",
    ],
    friend: &["repeats {themself} now and knows it, and has stopped coming to cards because of it"],
    why: &[
        "I lost {lost} and [laughed it off|sat in the car till it came back]. [It's happened a few times since|I've not told everyone]",
        "I {did} and now I [write everything on my hand|check the door four times]",
        "{partner} finishes my sentences. [Kindly, but still|Sometimes not the sentence I'd started]",
        "I'm waiting for the clinic and [the waiting's worse|I'm frightened of the answer]",
        "I've stopped going to [cards|the choir|the Legion], because of names",
    ],
    why_more: &[
        "I'm not stupid",
        "I want to do things while I know I'm doing them",
        "It's like a page with a bit torn off",
        "Old things are clear as a bell",
        "{kidname} talks to {partner} over my head",
        "I can still beat anyone at dominoes",
    ],
    matters: &[
        "Being talked to, not [about|over]",
        "Keeping [my music|driving for now|the garden] as long as I can",
        "{partner} having [some time off from me|someone to talk to]",
        "Using what I've got. I {did}, and that's still in there",
        "Laughing about it with people who [know|are in the same boat]",
    ],
    matters_more: &["And {pet}", "And being told the truth", "", "And my old tunes"],
    concerns: &[
        "forgetting names",
        "getting lost",
        "what the clinic will say",
        "{partner} getting worn out",
        "being treated like a child",
        "leaving the gas on",
    ],
    steps: &[
        step(
            "Go to the memory café with {partner}",
            "Sang. {partner} sat with the others and had a cry and a scone",
            "Wrong week, and nobody's fault. It is on the big calendar now",
            Some(Topic::MemoryCafe),
        ),
        step(
            "Sing again, with the words in big print",
            "Needed no words for the old ones",
            "Too loud. A quieter seat by the piano next time",
            Some(Topic::Choir),
        ),
        step(
            "Have a big clock and a calendar by the kettle",
            "Put up, works, {partner} uses it more",
            "Moved it and lost it. Found in the airing cupboard",
            None,
        ),
        step(
            "Bring out the old photographs for the history people",
            "Named every face in a 1962 outing",
            "Box too heavy. They came to the house",
            Some(Topic::History),
        ),
        step(
            "{partner} to try the carers' circle",
            "Went while {name} was at the café. Both came home talking",
            "Did not like to leave {them}. {neighbour} will sit in",
            Some(Topic::Carers),
        ),
        step(
            "Garden with others on Friday mornings",
            "Knew every plant in Latin",
            "Set off early, got muddled, rang {partner}. A lift now",
            Some(Topic::Gardening),
        ),
    ],
    notes: &[
        "Told me the same story twice; it was a good one both times",
        "Notes by the phone, labels on the drawers, all {their} own idea",
        "Clinic date through. We wrote the questions down together",
        "{partner} looked rested",
    ],
    changed: &[
        "I've a name for it now, and a Tuesday, and people who don't mind",
        "I say 'I've lost the word' and somebody finds it",
        "{partner} and I laugh again",
    ],
    holds: &[
        "The café, the calendar by the kettle, and {partner}'s circle",
        "If I'm muddled I ring {kidname}, and there's a card in my wallet",
    ],
    gaps: &[
        "something for younger people with memory loss",
        "a sitter so {partner} can get out",
        "a memory café within walking distance",
    ],
};

pub const SIGHT: Theme = Theme {
    key: "sight",
    name: "Losing sight",
    ages: (45, 96),
    weight: 3,
    fits: Fits::Anyone,
    slots: &[
        ("loss", &["the macular", "glaucoma", "my eyes going", "the diabetes getting to my eyes"]),
        ("miss", &["reading", "faces across the road", "driving", "the crossword", "my needlework"]),
    ],
    reason: &[
        "Registered sight impaired. {name} is managing the flat and not managing the loneliness. Please ring, do not write",
        "The eye clinic liaison asked us to refer. {name} has given up driving and with it the whole week. Would like to meet others",
    ],
    friend: &["walked past me twice and was mortified. It's the eyes"],
    why: &[
        "It's {loss}. I miss {miss} most, [and people think I'm ignoring them|and being on my own with it]",
        "They took my licence and [that was the last of my friends, all driving distance|my {kid} cried more than I did]",
        "I can see the edges and not the middle. [I've stopped going where I don't know the steps|I've a collection of bruises]",
        "I can't read my own post. [{neighbour} reads me the gas bill. You don't want that|So I leave it]",
    ],
    why_more: &[
        "I pretend, and I'm getting caught",
        "I still dress up. I'd like someone to tell me if the socks match",
        "I was told at four in the afternoon and home by five",
        "There's a machine that reads, apparently",
        "I'm not blind yet, and I'm frightened of the word",
    ],
    matters: &[
        "Books. [I can't be without a story|I'd sooner lose my teeth]",
        "Getting to [town|church|the market] by myself, with a stick I'm not ashamed of",
        "Making my own tea without a flood",
        "Knowing who's in the room",
        "Being with people who [don't say 'over there'|get it]",
    ],
    matters_more: &[
        "And colour, while I've got some",
        "And independence, that's the word",
        "",
        "And cricket on the wireless with company",
    ],
    concerns: &[
        "{loss}",
        "can't read my post",
        "steps and kerbs",
        "not recognising people",
        "can't drive",
        "nobody knows what it's like",
    ],
    steps: &[
        step(
            "Get talking books going",
            "Three books in ten days; complaining about the narrator, happily",
            "Box arrived, no plug. Sorted by {neighbour}",
            Some(Topic::SightLoss),
        ),
        step(
            "Meet the sight loss lunch",
            "“Everyone knocked something over. Marvellous.”",
            "Bus number unreadable. Driver will call out now; we rang them",
            Some(Topic::LunchClub),
        ),
        step(
            "Learn to make the phone talk",
            "It talks. It will not stop",
            "Wrong sort of phone. Borrowed one to try",
            Some(Topic::DigitalHelp),
        ),
        step(
            "Have dots put on the cooker and the kettle",
            "Orange dots; egg boiled",
            "Visit put back a week",
            Some(Topic::Handyperson),
        ),
        step(
            "Walk the route to the shop with the mobility person",
            "Eleven driveways, two kerbs, one friendly dog",
            "Roadworks moved everything. Next month",
            Some(Topic::SightLoss),
        ),
    ],
    notes: &[
        "Told {them} who I was at the door and what I was wearing; we laughed",
        "Rang. Described the new library to {them} over the phone",
        "Went out with the stick. Two people offered an arm, properly",
        "Post read through by machine, apart from the sender's awful print",
    ],
    changed: &[
        "I use the word now. It's a word",
        "I've read more this month than in two years",
        "I go to town on Thursdays, by myself, with my stick",
    ],
    holds: &[
        "The lunch, the talking books, and the girl at the bus company",
        "I know who to ring when the machine sulks",
    ],
    gaps: &[
        "a lift to the eye clinic that helps you to the desk",
        "tandem riding or walking with a sighted guide",
    ],
};

pub const HEARING: Theme = Theme {
    key: "hearing",
    name: "Hearing loss",
    ages: (50, 95),
    weight: 3,
    fits: Fits::Anyone,
    slots: &[(
        "ends",
        &[
            "at the far end of the table",
            "when two people talk at once",
            "on the telephone",
            "in any room with a carpetless floor",
        ],
    )],
    reason: &[
        "Hearing aids in the drawer. {name} has withdrawn from everything noisy, which is everything. Low in mood. Prefers text or letter",
        "Wears aids, still struggles. {partner} answers for {them}. {name} would like to get back to people, in a quiet place",
    ],
    friend: &["doesn't answer the bell now, and people think {they} {is} being rude"],
    why: &[
        "I can't follow {ends}, so I [nod|smile], so I say the wrong thing, so I've stopped going",
        "{partner} has to tell me everything twice. [We're both tired of it|It comes out cross]",
        "People think I'm [slow|rude|stand-offish]. I just didn't hear",
        "I've got the aids. They make [cutlery sound like a car crash|everything loud and nothing clear]",
    ],
    why_more: &[
        "I miss jokes. You can't ask for a joke again",
        "I'm left out in my own house at Christmas",
        "Please don't ring. I'll say yes to anything on the phone",
        "The clinic's very good but it's eleven weeks",
        "I was a great one for a natter",
    ],
    matters: &[
        "One conversation at a time, with someone who [looks at me|doesn't shout]",
        "Hearing {grandkid}",
        "Being in on the joke",
        "Music. I can feel it through the [floor|piano lid]",
        "Not being a nuisance",
    ],
    matters_more: &[
        "And cards, where you don't need to talk",
        "",
        "And the birds, if the aids can manage birds",
        "And going to the pictures with the words on",
    ],
    concerns: &[
        "not following what's said",
        "hearing aids don't help",
        "feeling left out",
        "the telephone",
        "{partner} fed up with repeating",
        "giving up on groups",
    ],
    steps: &[
        step(
            "Take the aids to the drop-in for new tubes",
            "Two minutes, and there was a blackbird",
            "Drop-in moved to Wednesday. Batteries posted meanwhile",
            Some(Topic::HearingHelp),
        ),
        step(
            "Try lip-reading for beginners",
            "Learnt that nobody moves their lips in Somerset",
            "Class full till term starts. On the list",
            Some(Topic::HearingHelp),
        ),
        step(
            "Go to the film with words on",
            "Cried at the right places",
            "Projector broke. Tea instead, at a round table, which worked",
            Some(Topic::Film),
        ),
        step(
            "Sit at the small table at the craft group",
            "Two people, one conversation, a scarf",
            "Radio on. They turn it off now",
            Some(Topic::Crafts),
        ),
        step(
            "Tell people to face me",
            "Printed on a card, done with a flourish",
            "Lost nerve. {partner} said it for {them}, once",
            None,
        ),
    ],
    notes: &[
        "By text all week, which suits. Very funny in writing",
        "Sat face to face by the window, no telly; two hours went",
        "Wearing both aids when I came",
        "{partner} and {name} have a tap-on-the-arm rule and are kinder for it",
    ],
    changed: &[
        "I say 'I'm deaf, look at me when you talk' and they do. Thirty years I could've said that",
        "I got the joke on Tuesday. I got it first",
    ],
    holds: &[
        "Small tables, the clinic's text number, and the Wednesday lot",
        "Batteries come in the post now",
    ],
    gaps: &["a lip-reading class near {town}", "a group in a room with a hearing loop that works"],
};

pub const ONLINE: Theme = Theme {
    key: "online",
    name: "Online skills",
    ages: (48, 92),
    weight: 4,
    fits: Fits::Anyone,
    slots: &[
        (
            "gadget",
            &[
                "the tablet {kidname} sent",
                "the new phone",
                "the laptop from the sale",
                "the thing with the screen",
            ],
        ),
        (
            "need",
            &["the surgery's forms", "the banking", "my bus pass", "calls with {grandkid}", "the parking"],
        ),
    ],
    reason: &[
        "{name} cannot use the online form and is too proud to ask at the desk. Would like to learn. Lonely too, I think",
        "Bank branch in {town} closed and {name} is lost without it. Bright, willing, needs somebody unhurried",
    ],
    friend: &["has {gadget} in its box. I've tried; I lose my temper"],
    why: &[
        "Everything's online: {need}. [I feel I've been left on the platform|Nobody asked me]",
        "I've got {gadget} and [I'm frightened of it|it's in the sideboard]. [What if I press the wrong thing|It keeps asking me who I am]",
        "{kidname} does it so fast I [can't see what's been pressed|just nod]",
        "I nearly got caught by one of those [messages about a parcel|calls about my bank]",
    ],
    why_more: &[
        "I'm not daft, I ran [an office|a shop|a farm]",
        "I want to do it, not have it done",
        "I'm cut off, that's the word",
        "I'd like to see {grandkid} grow up, even on a screen",
        "My {sib} is on there every night",
        "I write the passwords in the bread bin",
    ],
    matters: &[
        "Seeing {grandkid}'s face and [her seeing mine|hearing her read to me]",
        "Doing my own [banking|shopping], like I always have",
        "Not being a bother to {kidname}",
        "Finding out if [my old friend|the girl I sat next to at school] is alive",
        "Being able to say no to the crooks",
    ],
    matters_more: &[
        "And the cricket scores",
        "And looking things up, I'm nosy",
        "",
        "And then showing somebody else",
    ],
    concerns: &[
        "everything's online now",
        "being cheated",
        "asking {kidname} again",
        "cut off from people",
        "passwords",
        "feeling stupid",
    ],
    steps: &[
        step(
            "Take {gadget} to the digital help on its day",
            "Sent a photograph of a biscuit to {kidname}",
            "No signal in the hall. Moved to the library",
            Some(Topic::DigitalHelp),
        ),
        step(
            "Ring {grandkid} on the screen by myself",
            "Did it. Mostly saw her ceiling, and cried",
            "Pressed the wrong one, rang the vet. The vet was kind",
            None,
        ),
        step(
            "Learn which messages are rubbish",
            "Spotted three out of three",
            "Deleted a real one too. Found it",
            Some(Topic::DigitalHelp),
        ),
        step(
            "Join the film afternoon I found on there",
            "Booked it {themself}, online, and told everybody",
            "Booked for the wrong month. Kept the ticket",
            Some(Topic::Film),
        ),
        step(
            "Help at the next session, with the very beginners",
            "Taught a man of 88 to send a heart",
            "Not ready yet. In a while",
            Some(Topic::Volunteering),
        ),
    ],
    notes: &[
        "Showed me the photographs on {gadget}, swiping like a teenager",
        "Got in a muddle, got out of it, did not ring anyone",
        "Password book out of the bread bin",
        "Had a video call with {sibname}; they talked over each other for an hour",
    ],
    changed: &[
        "I'm on the family group. I put a joke on. Eleven hearts",
        "I did {need} by myself, in my dressing gown",
        "I'm not frightened of it. I'm cross with it, like everyone else",
    ],
    holds: &[
        "Tuesdays at the library, and I've started helping",
        "If it looks fishy I ring {pal} before I press",
    ],
    gaps: &["somebody to come to the house about a tablet", "a bank hub in {town}"],
};
