//! Company, food, advice and getting there.

use super::super::topic::Topic;
use super::{CLASS, FREE, Kind, PLAIN, POUND};

pub const COMPANY: &[Kind] = &[
    Kind {
        topic: Topic::TalkingCafe,
        weight: 16,
        charity: Some(0),
        names: &[
            "{town} Talking Café",
            "{town} Coffee and Company",
            "The Open Table, {town}",
            "{town} Tea and Talk",
            "Pop-in Café, {town}",
        ],
        what: &[
            "A café where the point is the talking. [There is always someone at the door to say hello|A host on every table]",
            "Tea, coffee and company, with [somebody on hand who knows what is on locally|the papers and a jigsaw]",
            "[An easy|A friendly], unhurried couple of hours with good coffee and [home-made cake|toast]",
        ],
        who: &[
            "All ages; many come on their own",
            "A mix of regulars and new faces, [from twenties to nineties|and two dogs]",
            "People who live alone, people new to {town}, and people who like cake",
        ],
        first: &[
            "Come in and [ask for {keeper}|sit anywhere]; somebody will bring you a drink",
            "On your first visit {keeper} will [introduce you to a couple of people|sit with you as long as you like]",
            "Stay ten minutes or two hours",
        ],
        days: &["MO", "TU", "WE", "TH", "FR", "SA"],
        note: &["Busy by eleven. The back table is the friendliest"],
        ..PLAIN
    },
    Kind {
        topic: Topic::MensShed,
        weight: 6,
        charity: None,
        names: &["{town} Shed", "The {town} Workshop", "{town} Bench and Brew"],
        what: &[
            "A workshop with [benches, lathes and a kettle|hand tools, a bandsaw and good light]. People make things, mend things and [put the world right|drink tea]",
            "Somewhere to [make a bird box, mend a chair|work with wood and metal] alongside others",
        ],
        who: &[
            "Mostly retired, mostly men, [all welcome|and a growing number of women]",
            "Anyone over eighteen. No skill needed, [somebody will show you|some of us have none]",
        ],
        first: &[
            "Have a look round and a brew; a short safety talk before you touch a machine",
            "{keeper} shows you round. You need not make anything",
        ],
        starts: &[(9, 30), (10, 0), (13, 30)],
        minutes: 150,
        costs: POUND,
        ages: (Some(18), None),
        venue: Some((
            "Workshop unit",
            &["Level, wide door, noisy when the saw is on", "Level yard, toilet not adapted"],
        )),
        capacity: Some((8, 16)),
        waits: true,
        note: &["Nobody will ask a man how he feels. They ask what he is making"],
        ..PLAIN
    },
    Kind {
        topic: Topic::Allotment,
        weight: 5,
        charity: None,
        names: &["{town} Shared Plot", "Dig In, {town}", "{town} Community Allotment"],
        what: &[
            "A plot worked together, [raised beds and a shed with a stove|half vegetables, half flowers]",
            "We grow [beans, squash and sweet peas|food for ourselves and the pantry] and share what comes up",
        ],
        who: &["Beginners, old hands, families", "Anyone who likes being outside with others"],
        first: &[
            "Wear old shoes. {keeper} will find you [a job or a chair|something gentle]",
            "Come and look, take home a lettuce",
        ],
        venue: Some((
            "Allotments",
            &["Rough paths, two beds at chair height", "Gravel track, firm in dry weather, compost toilet"],
        )),
        capacity: Some((8, 20)),
        ..PLAIN
    },
    Kind {
        topic: Topic::Carers,
        weight: 9,
        charity: Some(2),
        names: &["{town} Carers' Circle", "Carers' Coffee, {town}", "Time for You, {town}"],
        what: &[
            "A circle for people who look after somebody. [Talk, listen or just sit|What is said here stays here]",
            "Two hours where nobody asks about anyone but you, with [tea and cake|hand massage once a month]",
        ],
        who: &[
            "Husbands, wives, daughters, sons, parents, friends",
            "Anyone who looks after someone, whether or not they use the word carer",
        ],
        first: &[
            "{keeper} will ring you first if you like. We can help find a sitter",
            "No need to explain; everybody here knows",
        ],
        waits: true,
        capacity: Some((10, 18)),
        note: &["A sitter can be found with two days' notice"],
        ..PLAIN
    },
    Kind {
        topic: Topic::DebtAdvice,
        weight: 5,
        charity: Some(1),
        names: &["{town} Money Advice", "Debt Advice Session, {town}", "Clear Ground, {town}"],
        what: &[
            "Free, private help with debt from a trained adviser. [Bring the envelopes unopened if you like|We ring people for you]",
            "Somebody to go through what you owe, line by line, and [stop the letters|speak to the people you owe]",
        ],
        who: &[
            "Anyone worried about money. We have seen it all",
            "People with one bill and people with a bagful",
        ],
        first: &[
            "Half an hour to start with. Nobody will tell you off",
            "You get a quiet room, a cup of tea and a named adviser",
        ],
        costs: FREE,
        waits: true,
        capacity: Some((6, 12)),
        minutes: 180,
        ..PLAIN
    },
    Kind {
        topic: Topic::WalkingFootball,
        weight: 4,
        charity: Some(13),
        names: &["{town} Walking Football", "Slow Strikers, {town}"],
        what: &[
            "Football at a walk, [no running, plenty of shouting|five-a-side on soft ground], then tea",
            "A gentle game with [two halves and a long half-time|rules kind to knees]",
        ],
        who: &[
            "Men and women over fifty; ability not required",
            "Old players, new players, and one former referee who is forgiven",
        ],
        first: &["Wear trainers. Watch first if you like", "{keeper} finds you a bib and a side"],
        costs: POUND,
        ages: (Some(50), None),
        minutes: 75,
        starts: &[(10, 0), (11, 0), (18, 0)],
        venue: Some(("Sports ground", &["Level, changing room not adapted", "Level from the car park"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::MemoryCafe,
        weight: 7,
        charity: None,
        names: &["{town} Memory Café", "Forget-me-not Tea, {town}", "{town} Thursday Table"],
        what: &[
            "For people whose memory is not what it was, and whoever comes with them. [Singing, games, cake|Music, a quiz nobody loses]",
            "A café where it does not matter what you forget",
        ],
        who: &[
            "People with memory worries, with or without a diagnosis, and their families",
            "Couples, friends, daughters and sons",
        ],
        first: &[
            "{keeper} greets everyone by name and so will you be",
            "Come together; you can sit together or apart",
        ],
        monthly: true,
        starts: &[(10, 30), (14, 0)],
        ..PLAIN
    },
    Kind {
        topic: Topic::Crafts,
        weight: 9,
        charity: Some(7),
        names: &["{town} Knit and Natter", "Craft and Chat, {town}", "The Make Table, {town}"],
        what: &[
            "Knitting, sewing and [whatever is in your bag|a different craft each month]",
            "Handwork and talk round one big table. [Wool and needles to borrow|Materials to share]",
        ],
        who: &[
            "Makers of all sorts, including people who have never held a needle",
            "Mostly women at present; everybody welcome",
        ],
        first: &[
            "Bring something or borrow something. {keeper} can start you off",
            "Sit, watch, have a cuppa, unpick",
        ],
        costs: POUND,
        ..PLAIN
    },
    Kind {
        topic: Topic::Choir,
        weight: 7,
        charity: Some(7),
        names: &["{town} Sing for Fun", "Open Voices, {town}", "{town} Monday Singers"],
        what: &[
            "Singing with no auditions and no need to read music. [Old songs and new|From hymns to Motown]",
            "A choir for people who [think they can't sing|want to sing and not be judged]",
        ],
        who: &["All voices, all ages from sixteen", "Sixty on a good night, and room at the back"],
        first: &[
            "Come and listen to one song; you will have joined in by the second",
            "Words on a screen in large print. Nobody sings alone",
        ],
        starts: &[(10, 30), (14, 0), (19, 0), (19, 30)],
        minutes: 90,
        costs: CLASS,
        ages: (Some(16), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::LunchClub,
        weight: 10,
        charity: None,
        names: &["{town} Lunch Club", "Soup and Pudding, {town}", "The Wednesday Plate, {town}"],
        what: &[
            "A hot two-course lunch, cooked here, [eaten together|with a pudding worth the walk]",
            "Home-cooked dinner at long tables with [seconds|custard]",
        ],
        who: &[
            "Mostly over sixty, all on nodding terms by the second week",
            "Anyone who would otherwise eat alone",
        ],
        first: &[
            "Ring by the day before so there is enough. {keeper} will seat you with [talkers|quiet ones], as you like",
            "Tell us what you can't eat; we can do most things",
        ],
        starts: &[(12, 0), (12, 30)],
        minutes: 105,
        costs: &[("£5 for two courses", 500), ("£4.50", 450), ("£6, tea included", 600)],
        capacity: Some((18, 45)),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::CommunityCar,
        weight: 6,
        charity: Some(10),
        names: &["{town} Community Car", "{town} Lifts", "Going Your Way, {town}"],
        what: &[
            "Volunteers who drive you door to door, [to hospital, the shops or a friend's|and wait while you are seen]",
            "Lifts by neighbours in their own cars for people who [cannot manage the bus|have no bus to manage]",
        ],
        who: &[
            "Anyone in {town} and the villages round about without another way to get there",
            "People of all ages; folding chairs and frames fit",
        ],
        first: &[
            "Ring two working days before. {keeper} will match you with a driver",
            "Register once by phone, then just ring",
        ],
        days: &[],
        by_arrangement: "Weekdays 09:00 to 16:00, ring two days before",
        costs: &[("45p a mile towards fuel", 45), ("£4 local, £9 to hospital", 400)],
        venue: Some(("Door to door", &["One car takes a wheelchair; ask when you ring"])),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::DigitalHelp,
        weight: 7,
        charity: Some(4),
        names: &["{town} Digital Help", "Tea and Tablets, {town}", "Click and Cuppa, {town}"],
        what: &[
            "Help with phones, tablets and laptops, [one to one|at your own speed]. Bring yours or borrow one",
            "Unhurried help: [ask the same thing ten times|no question too small]",
        ],
        who: &[
            "Complete beginners and people who are stuck",
            "All ages, mostly over fifty, and some helpers of fifteen",
        ],
        first: &[
            "Bring the thing and its charger, and the password if you have it",
            "{keeper} sits with you. Nobody grabs the mouse",
        ],
        costs: FREE,
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::WarmHub,
        weight: 7,
        charity: Some(16),
        names: &["{town} Warm Hub", "The Warm Room, {town}", "{town} Open Door"],
        what: &[
            "A warm room, soup and company. [Nobody asks why you came|Stay as long as we are open]",
            "Heating, hot drinks and [a free phone charger|board games], and somebody who can help with bills once a month",
        ],
        who: &[
            "Everybody: families after school, people working from cold kitchens, anyone",
            "People of all ages and their homework",
        ],
        first: &["Walk in. Help yourself to soup", "{keeper} is the one in the apron"],
        costs: FREE,
        starts: &[(10, 0), (13, 0), (15, 0)],
        minutes: 180,
        ..PLAIN
    },
    Kind {
        topic: Topic::ParentToddler,
        weight: 8,
        charity: Some(3),
        names: &["{town} Little Feet", "Stay and Play, {town}", "{town} Bumps and Babes"],
        what: &[
            "Toys, songs and a snack for under-fives, [and a hot drink for whoever brought them|with a quiet corner for babies]",
            "A play session where grown-ups get to finish a sentence",
        ],
        who: &[
            "Mums, dads, grans, childminders, and their small people",
            "Babies to school age; bumps welcome",
        ],
        first: &[
            "{keeper} meets new people at the gate if you text first",
            "Prams park inside. Nobody minds noise, mess or lateness",
        ],
        starts: &[(9, 30), (10, 0), (13, 30)],
        minutes: 90,
        costs: &[("£1.50 a family", 150), ("£2 a family, first visit free", 200)],
        ages: (None, None),
        capacity: Some((14, 30)),
        ..PLAIN
    },
    Kind {
        topic: Topic::Swimming,
        weight: 4,
        charity: Some(13),
        names: &["Quiet Swim, {town}", "{town} Gentle Lengths"],
        what: &[
            "A pool session with the music off and [half the lights on|the lanes taken out]",
            "Warm water, no splashing, [a chair hoist|wide steps] and time",
        ],
        who: &["People getting back in the water after illness, pain or years", "Anyone who prefers it calm"],
        first: &[
            "Staff will show you the changing rooms before you decide",
            "Bring a pound for the locker; {keeper} has spares",
        ],
        costs: &[("£4.20", 420), ("£5, carer free", 500)],
        minutes: 60,
        starts: &[(8, 0), (13, 0), (19, 0)],
        venue: Some((
            "Leisure pool",
            &["Hoist, wide steps, changing places toilet", "Ramp into the water, warm changing rooms"],
        )),
        ..PLAIN
    },
    Kind {
        topic: Topic::TaiChi,
        weight: 6,
        charity: Some(19),
        names: &["{town} Tai Chi", "Slow and Steady Tai Chi, {town}", "Tai Chi in the Park, {town}"],
        what: &[
            "Slow, kind movement for balance and breath, [standing or sitting|an hour and then tea]",
            "Gentle tai chi. [You cannot do it wrong|Nobody looks]",
        ],
        who: &["Mostly over fifty; beginners every week", "All bodies, sticks and chairs included"],
        first: &[
            "Loose clothes, flat shoes. {keeper} shows you the first three moves",
            "Watch the first one from a chair if you like",
        ],
        costs: CLASS,
        minutes: 60,
        ages: (Some(18), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::RepairCafe,
        weight: 5,
        charity: Some(0),
        names: &["{town} Repair Café", "Mend It, {town}", "{town} Fix and Mend"],
        what: &[
            "Bring something broken; somebody will try to mend it with you, [free|over a cup of tea]",
            "Lamps, zips, toasters, chairs: mended where possible, and if not you learn why",
        ],
        who: &[
            "People with broken things and people who like mending them",
            "All ages; menders in training welcome",
        ],
        first: &[
            "Sign in, have a drink, wait your turn by the cakes",
            "No need to bring anything if you came to help",
        ],
        days: &["SA", "SU", "WE"],
        monthly: true,
        starts: &[(10, 0), (14, 0)],
        minutes: 150,
        ..PLAIN
    },
    Kind {
        topic: Topic::Bereavement,
        weight: 6,
        charity: Some(6),
        names: &["{town} Bereavement Circle", "Walking On, {town}", "The Kettle's On, {town}"],
        what: &[
            "For anyone grieving, however long ago. [Talk or don't|No advice, good listening]",
            "Company with people who have also lost someone, with [a trained host|tea and no hurry]",
        ],
        who: &[
            "Widows, widowers, parents, friends",
            "Adults of all ages; some come for a month and some for years",
        ],
        first: &[
            "{keeper} likes to have a word by phone first, so you know one voice in the room",
            "You may leave whenever you like. Tissues and biscuits on every table",
        ],
        monthly: true,
        costs: FREE,
        capacity: Some((8, 14)),
        waits: true,
        ages: (Some(18), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::English,
        weight: 5,
        charity: Some(14),
        names: &["{town} English Table", "Talk English, {town}"],
        what: &[
            "Conversation in English over tea, [no books, no tests|pictures, games and gossip]",
            "A friendly hour and a half to practise speaking with people from here",
        ],
        who: &[
            "People from everywhere: Poland, Ukraine, Hong Kong, Portugal, Afghanistan",
            "Beginners and nearly fluent, at different tables",
        ],
        first: &[
            "Come as you are. Children can play in the corner",
            "{keeper} will find you a partner who speaks slowly",
        ],
        costs: FREE,
        minutes: 90,
        starts: &[(10, 0), (12, 30), (18, 30)],
        ..PLAIN
    },
    Kind {
        topic: Topic::FoodPantry,
        weight: 7,
        charity: Some(16),
        names: &["{town} Pantry", "The Larder, {town}", "{town} Share Shelf"],
        what: &[
            "A small shop where members choose [ten items|a basketful] for a few pounds. [Fresh, tinned and frozen|Meat and veg each week]",
            "Food at a fair price, chosen by you, with [a coffee while you wait|recipes]",
        ],
        who: &[
            "Anyone in {town} who would find it useful. No voucher, no proof",
            "Families, students, pensioners, volunteers",
        ],
        first: &[
            "Join at the desk in two minutes with your name and street",
            "{keeper} shows you how it works. Bring a bag",
        ],
        costs: &[("£4.50 a shop", 450), ("£5 a shop, first one free", 500)],
        minutes: 150,
        ..PLAIN
    },
    Kind {
        topic: Topic::BookGroup,
        weight: 4,
        charity: None,
        names: &["{town} Book Group", "Pages and Pints, {town}", "{town} Shared Reading"],
        what: &[
            "We read one book a month and [mostly talk about something else|disagree amiably]",
            "Stories and poems read aloud together; [nothing to prepare|listening is joining in]",
        ],
        who: &["Readers, half-finishers and talking-book listeners", "A dozen or so, with a chair free"],
        first: &["Come without having read it", "Large print and audio can be ordered by {keeper}"],
        monthly: true,
        costs: FREE,
        starts: &[(14, 0), (18, 30), (19, 30)],
        minutes: 90,
        capacity: Some((8, 15)),
        ..PLAIN
    },
];
