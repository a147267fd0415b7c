//! Help at home, on paper and on the telephone; moving and mending.

use super::super::topic::Topic;
use super::{CLASS, FREE, Kind, PLAIN, POUND};

pub const MAKING: &[Kind] = &[
    Kind {
        topic: Topic::Gardening,
        weight: 6,
        charity: Some(17),
        names: &["{town} Community Garden", "Growing Together, {town}", "The Walled Garden, {town}"],
        what: &[
            "A garden looked after by whoever comes, with [a greenhouse, a pond and a kettle|herbs, fruit and a bench in the sun]",
            "Gentle gardening with others; [seeds, cuttings, weeding|jobs for every kind of back]",
        ],
        who: &[
            "All comers, [many with a health worry they would rather not discuss|from the school and from the almshouses]",
            "People who know the Latin and people who call it the red one",
        ],
        first: &[
            "{keeper} will give you gloves and a choice of three jobs, one of them sitting",
            "Come for the tea break at eleven and see",
        ],
        starts: &[(9, 30), (10, 0), (13, 30)],
        venue: Some((
            "Community garden",
            &["Firm paths, raised beds, accessible toilet next door", "Grass paths, soft after rain"],
        )),
        ..PLAIN
    },
    Kind {
        topic: Topic::Volunteering,
        weight: 4,
        charity: Some(0),
        names: &["{town} Volunteering Hub", "Lend a Hand, {town}"],
        what: &[
            "Helps you find something useful to do, [an hour or a day|from driving to dog walking]",
            "A desk with a list of what {town} needs and a person who listens to what you like",
        ],
        who: &[
            "Anyone with time: retired, between jobs, recovering, curious",
            "People who want to be asked, not told",
        ],
        first: &[
            "{keeper} talks it over with you; nothing is signed on the day",
            "Try a thing twice before you decide",
        ],
        costs: FREE,
        ..PLAIN
    },
    Kind {
        topic: Topic::PhoneFriend,
        weight: 4,
        charity: Some(5),
        names: &["Starling Calls, {town} and villages", "Ring-Round, {town}"],
        what: &[
            "A regular call from the same person, [once a week for as long as you like|at a time you choose]",
            "A friendly voice on the telephone, matched by what you both enjoy",
        ],
        who: &["Adults who would like to be rung", "People who cannot easily get out, or would rather not"],
        first: &["A first chat to find out who you would get on with", "{keeper} makes the first call"],
        costs: FREE,
        days: &[],
        venue: Some(("By phone", &["By phone, text relay welcome"])),
        waits: true,
        capacity: Some((15, 60)),
        ..PLAIN
    },
    Kind {
        topic: Topic::HomeVisitor,
        weight: 4,
        charity: Some(5),
        names: &["Doorstep Friends, {town}", "{town} Visiting Neighbours"],
        what: &[
            "A volunteer who visits for an hour a week, [for a chat, a game or a stroll|and becomes a friend, usually]",
            "Somebody at the kitchen table who is not paid to be there",
        ],
        who: &["Adults living alone who would like a visitor", "People of any age who are at home a lot"],
        first: &[
            "{keeper} visits first, then brings the volunteer to meet you",
            "Either of you may say no, no reasons needed",
        ],
        costs: FREE,
        days: &[],
        venue: Some(("At your home", &["We come to you"])),
        waits: true,
        capacity: Some((12, 40)),
        ..PLAIN
    },
    Kind {
        topic: Topic::HealthWalk,
        weight: 9,
        charity: None,
        names: &["{town} Short Walks", "Walk and Talk, {town}", "Best Foot Forward, {town}"],
        what: &[
            "A led walk of [a mile or so|thirty to sixty minutes] on the flat, with a back-marker so nobody is left",
            "Walking at the pace of the slowest, with [benches|a café at the end]",
        ],
        who: &["All ages, prams and dogs included", "Regulars and new people each week"],
        first: &[
            "Meet by the noticeboard; look for the yellow jacket",
            "{keeper} walks with new people. Turn back whenever you like",
        ],
        costs: FREE,
        starts: &[(10, 0), (10, 30), (14, 0)],
        minutes: 75,
        venue: Some(("Meets outdoors", &["Level, firm, two benches", "Mostly level; one kissing gate"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::SeatedExercise,
        weight: 7,
        charity: Some(13),
        names: &["{town} Chair Exercise", "Strong and Steady, {town}"],
        what: &[
            "Exercise sitting down, to music you know, for [strength and balance|getting out of chairs]",
            "Gentle class, chairs in a ring, [laughing counts|stop whenever you like]",
        ],
        who: &[
            "Mostly over sixty; anyone unsteady, stiff or recovering",
            "People with sticks, frames, oxygen and opinions",
        ],
        first: &[
            "{keeper} asks about aches first. Tea after is half the point",
            "Flat shoes. Bring somebody if you like",
        ],
        costs: CLASS,
        minutes: 60,
        capacity: Some((12, 20)),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::BenefitsAdvice,
        weight: 5,
        charity: Some(1),
        names: &["{town} Forms Desk", "Benefits Help, {town}"],
        what: &[
            "Help with [PIP, Universal Credit, attendance allowance|forms of all lengths], start to finish",
            "An adviser who checks what you may be missing and sits with you while it is filled in",
        ],
        who: &["Anyone, working or not", "People new to claiming and people turned down"],
        first: &[
            "Book by phone. Bring any letters, and somebody if you wish",
            "Home visits for people who cannot travel; ask {keeper}",
        ],
        costs: FREE,
        waits: true,
        capacity: Some((6, 12)),
        minutes: 180,
        ..PLAIN
    },
    Kind {
        topic: Topic::HousingAdvice,
        weight: 4,
        charity: Some(12),
        names: &["{town} Housing Help", "Roof and Rights, {town}"],
        what: &[
            "Advice on [damp, repairs, rent and notices|your home and your rights], free and private",
            "Somebody on your side who knows housing law",
        ],
        who: &[
            "Tenants, lodgers, owners and people with nowhere",
            "Anyone with a letter they don't like the look of",
        ],
        first: &[
            "Photographs and letters help, if you have them",
            "{keeper} will ring back the same day if it is urgent",
        ],
        costs: FREE,
        waits: true,
        capacity: Some((6, 12)),
        minutes: 180,
        ..PLAIN
    },
    Kind {
        topic: Topic::EnergyAdvice,
        weight: 4,
        charity: Some(12),
        names: &["{town} Warm Homes Desk", "Energy Help, {town}"],
        what: &[
            "Help with [bills, meters and heating|draughts, damp and debt to suppliers]",
            "We ring the supplier with you, check for grants and lend a damp meter",
        ],
        who: &["Anyone cold at home or worried about bills", "Renters and owners"],
        first: &["Bring a bill if you can face it, or not", "Home visits on Thursdays"],
        costs: FREE,
        waits: true,
        capacity: Some((6, 12)),
        minutes: 180,
        ..PLAIN
    },
    Kind {
        topic: Topic::SightLoss,
        weight: 3,
        charity: Some(11),
        names: &["{town} Sight Loss Social", "Talking Table, {town}"],
        what: &[
            "Lunch, gadgets and talk for people losing their sight",
            "A monthly meeting with [talking books, lamps to try|speakers and a good pudding]",
        ],
        who: &["People with any sight loss, and friends", "Registered or not"],
        first: &[
            "{keeper} will meet you at the bus. Say if you have a dog",
            "We say our names when we speak",
        ],
        monthly: true,
        costs: POUND,
        ..PLAIN
    },
    Kind {
        topic: Topic::HearingHelp,
        weight: 3,
        charity: Some(11),
        names: &["{town} Hearing Aid Clinic", "Lip-reading for Beginners, {town}"],
        what: &[
            "New tubes, batteries and a clean, [no appointment|while you wait]; advice on telephones and doorbells",
            "Learn to follow conversation in good company, with a loop and no music",
        ],
        who: &[
            "Anyone who is hard of hearing, and those who live with them",
            "NHS hearing aid wearers and the undecided",
        ],
        first: &["Sit where you can see faces; {keeper} will point", "Bring your brown book if you have one"],
        monthly: true,
        costs: FREE,
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::Veterans,
        weight: 4,
        charity: Some(15),
        names: &["{town} Veterans' Breakfast", "Stand Easy, {town}"],
        what: &[
            "Breakfast with people who served, [any uniform, any years|reservists and merchant navy too]",
            "A fry-up, a laugh and somebody who knows about [pensions|housing] if you want them",
        ],
        who: &["Veterans, serving people and families", "From Korea to last year"],
        first: &[
            "Seats by the door if you like a seat by the door",
            "Ask for {keeper}. No uniforms, no speeches",
        ],
        days: &["SA", "SU", "WE"],
        monthly: true,
        starts: &[(9, 0), (9, 30)],
        costs: &[("£6 breakfast", 600), ("£5, first one on us", 500)],
        ..PLAIN
    },
    Kind {
        topic: Topic::Farmers,
        weight: 3,
        charity: Some(8),
        names: &["Market Day Breakfast, {town}", "Gate and Kettle, {town}"],
        what: &[
            "Breakfast on market day for anyone who farms or did, and [a quiet word with someone who knows the forms|a blood pressure check if you want]",
            "Company for farming people, and somebody to ring at any hour in a bad season",
        ],
        who: &[
            "Farmers, workers, contractors, wives, husbands, retired",
            "People with stock and people without any more",
        ],
        first: &[
            "Boots are fine",
            "{keeper} farmed for thirty years and will not ask how you feel until the second cup",
        ],
        days: &["WE", "SA", "FR"],
        starts: &[(7, 30), (8, 30)],
        costs: &[("£5 breakfast", 500)],
        ..PLAIN
    },
    Kind {
        topic: Topic::YoungPeople,
        weight: 4,
        charity: None,
        names: &["{town} Games Night", "The Loft, {town}", "Level Up, {town}"],
        what: &[
            "A place to be in the evening: [consoles, tabletop, toast|pool table, sofas, music kit]",
            "Games, food and no lectures; [a youth worker about|quiet room at the back]",
        ],
        who: &["Sixteen to twenty-five", "Any young person round {town}, however you heard"],
        first: &["Text first and {keeper} will meet you outside. Watching is fine", "Headphones on is fine"],
        starts: &[(17, 30), (18, 0), (19, 0)],
        costs: FREE,
        ages: (Some(16), Some(25)),
        minutes: 150,
        ..PLAIN
    },
    Kind {
        topic: Topic::PeerSupport,
        weight: 5,
        charity: Some(9),
        names: &["{town} Open Circle", "Take a Breath, {town}", "Blue Mondays, {town}"],
        what: &[
            "People who know low mood and worry from the inside, meeting [to talk, walk or make soup|over tea]",
            "A calm group run by people who have been there",
        ],
        who: &["Adults with low mood, worry or a bad patch", "No diagnosis asked for"],
        first: &[
            "You don't have to speak. {keeper} will say hello by phone first",
            "Come ten minutes early for the quiet start",
        ],
        costs: FREE,
        ages: (Some(18), None),
        capacity: Some((8, 14)),
        starts: &[(10, 30), (18, 30), (19, 0)],
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::DrinkLess,
        weight: 3,
        charity: Some(9),
        names: &["Drinking Less, {town}", "Dry Runs, {town}"],
        what: &[
            "For people who want to drink less or not at all, [no labels|no pressure to stop]",
            "Talk, tips and something to do at six o'clock",
        ],
        who: &["Anyone who has started to wonder", "Drinkers, ex-drinkers, nearly-drinkers"],
        first: &["First names only. Say as much as you like", "{keeper} has counted bottles too"],
        costs: FREE,
        ages: (Some(18), None),
        starts: &[(18, 0), (18, 30)],
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::CookTogether,
        weight: 4,
        charity: Some(16),
        names: &["{town} Cook and Eat", "One Pot, {town}"],
        what: &[
            "Cook a meal together, eat it, take some home; [cheap, simple, good|different every week]",
            "Learn to cook for one, for two or for a crowd",
        ],
        who: &["Beginners, people cooking for one for the first time, dads, students", "Anyone hungry"],
        first: &[
            "Aprons and ingredients provided. Tell us allergies",
            "{keeper} gives you something to chop",
        ],
        costs: POUND,
        minutes: 150,
        capacity: Some((6, 10)),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::PainGroup,
        weight: 3,
        charity: Some(19),
        names: &["{town} Living with Pain", "Good Days Bad Days, {town}"],
        what: &[
            "For people who live with pain: [sharing what helps|short talks, stretching and tea]",
            "A group where you can stand up, lie down or leave",
        ],
        who: &["Backs, joints, fibromyalgia, and things without a name", "Adults of all ages"],
        first: &["High chairs, low chairs, a mat. Take your pick", "{keeper} won't tell you to push through"],
        monthly: true,
        costs: FREE,
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::Declutter,
        weight: 3,
        charity: None,
        names: &["Room to Breathe, {town}", "Sort It Together, {town}"],
        what: &[
            "Help with clearing, at your speed: [nothing goes without your say-so|one shelf at a time]",
            "A group and home visits for people with too much stuff",
        ],
        who: &["People who find letting go hard", "Keepers, collectors and their families"],
        first: &["Meet {keeper} in a café first", "No photographs, no skips"],
        waits: true,
        capacity: Some((6, 10)),
        costs: FREE,
        ..PLAIN
    },
    Kind {
        topic: Topic::Mediation,
        weight: 2,
        charity: None,
        names: &["{town} Neighbour Mediation"],
        what: &[
            "Two trained volunteers who listen to both sides and [help you find words|bring you together if you both wish]",
        ],
        who: &["Neighbours, families, landlords and tenants"],
        first: &["We see you on your own first. {keeper} will explain"],
        costs: FREE,
        days: &[],
        venue: Some(("At your home", &["We come to you"])),
        waits: true,
        capacity: Some((12, 40)),
        ..PLAIN
    },
    Kind {
        topic: Topic::HomeFromHospital,
        weight: 4,
        charity: Some(0),
        names: &["Home Again, {town}", "{town} Home from Hospital"],
        what: &[
            "Shopping, lifts and company for up to six weeks after a hospital stay",
            "A volunteer who puts the heating on, gets the milk in and comes back on Tuesday",
        ],
        who: &[
            "Adults going home to {town} and nearby",
            "People on their own, or with somebody who needs a hand too",
        ],
        first: &[
            "The ward or anyone else can ring. {keeper} will call within a day",
            "No charge for help; you pay for your shopping",
        ],
        costs: FREE,
        days: &[],
        venue: Some(("At your home", &["We come to you"])),
        waits: true,
        capacity: Some((12, 40)),
        ..PLAIN
    },
];
