//! Making, playing, learning, and finding one's own people.

use super::super::topic::Topic;
use super::{CLASS, FREE, GIFT, Kind, PLAIN, POUND};

pub const BELONGING: &[Kind] = &[
    Kind {
        topic: Topic::WorkClub,
        weight: 4,
        charity: Some(0),
        names: &["{town} Work Club", "Next Step Work Club, {town}"],
        what: &[
            "Help with CVs, forms and interviews, [and with the bit about feeling rotten|and coffee]",
            "Computers, advice and others in the same boat",
        ],
        who: &["Anyone looking, at any age", "People made redundant, returners, leavers"],
        first: &[
            "Bring what you have, even if it's nothing",
            "{keeper} once did forty years in one place and had to start again",
        ],
        costs: FREE,
        ages: (Some(16), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::Art,
        weight: 6,
        charity: Some(7),
        names: &["{town} Art for All", "Paint and Pause, {town}", "Clay Tuesdays, {town}"],
        what: &[
            "Painting, drawing and [clay|print], no talent needed",
            "Two quiet hours with paint; [music on low|somebody to help when asked]",
        ],
        who: &[
            "People who last painted at school, and some who never stopped",
            "Adults; many come for their nerves and stay for the company",
        ],
        first: &[
            "Everything provided. Wear old sleeves",
            "{keeper} will start you with something that can't go wrong",
        ],
        costs: CLASS,
        capacity: Some((8, 14)),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::Music,
        weight: 4,
        charity: Some(7),
        names: &["{town} Ukulele Lot", "Drum Together, {town}", "{town} Come and Play"],
        what: &[
            "Play together, badly and then better; [instruments to borrow|three chords is enough]",
            "Music with no grades and no solos",
        ],
        who: &["Beginners and rusty returners", "From eleven to eighty-seven"],
        first: &["Borrow one, sit at the back, strum when you like", "{keeper} will teach you C"],
        starts: &[(14, 0), (19, 0), (19, 30)],
        costs: POUND,
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::Dance,
        weight: 4,
        charity: None,
        names: &["{town} Tea Dance", "Line Dancing, {town}"],
        what: &[
            "Dancing in the afternoon to [live piano|records], with tea half-way",
            "Steps taught slowly, then fast, then with laughing",
        ],
        who: &["Couples, singles, two left feet", "Mostly over fifty; some bring grandchildren"],
        first: &["You need no partner. {keeper} dances with everyone", "Chairs all round for watchers"],
        costs: CLASS,
        starts: &[(14, 0), (19, 0)],
        monthly: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::Games,
        weight: 7,
        charity: None,
        names: &["{town} Games and Cards", "Skittles for Everyone, {town}", "Friday Dominoes, {town}"],
        what: &[
            "Cards, dominoes, [crib, chess|skittles] and a lot of cheek",
            "Board games and company; [rules explained kindly|somebody will teach you]",
        ],
        who: &["All ages; the keenest is ninety-one", "Players and watchers"],
        first: &["Pull up a chair; {keeper} will deal you in", "Come for one game"],
        starts: &[(14, 0), (18, 30), (19, 0)],
        costs: POUND,
        ..PLAIN
    },
    Kind {
        topic: Topic::Nature,
        weight: 5,
        charity: Some(17),
        names: &["{town} Nature Volunteers", "Hedge and Pond, {town}"],
        what: &[
            "Looking after [a wood, a pond and a stretch of river|hedges, orchards and rhynes] together",
            "Practical outdoor work, then tea from a storm kettle",
        ],
        who: &["Strong, not so strong, and people who count newts", "Sixteen upwards"],
        first: &[
            "Tools and gloves lent. {keeper} will pair you with somebody",
            "Old clothes. You can just sit by the fire",
        ],
        starts: &[(9, 30), (10, 0)],
        minutes: 240,
        costs: FREE,
        ages: (Some(16), None),
        venue: Some(("Meets outdoors", &["Rough ground; some sitting jobs", "Firm track to the shelter"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::History,
        weight: 4,
        charity: None,
        names: &["{town} History Group", "Old Photographs, {town}"],
        what: &[
            "Talks, photographs and [arguments about where the pound was|memories written down]",
            "Finding out about {town}, from [the railway to the withies|people who remember]",
        ],
        who: &["Incomers and born-and-bred", "Anyone curious"],
        first: &["Non-members welcome; nobody checks", "{keeper} will show you the map drawer"],
        monthly: true,
        costs: POUND,
        starts: &[(14, 0), (19, 30)],
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::NewParents,
        weight: 4,
        charity: Some(18),
        names: &["Small Hours, {town}", "New Parents' Circle, {town}"],
        what: &[
            "For parents of babies finding it hard, [or just long|or just wanting company], with a trained host",
            "Tea drunk hot, babies held, truth told",
        ],
        who: &["Parents with a baby under one; dads too", "Parents on their own, and not"],
        first: &[
            "{keeper} texts before and meets you at the door",
            "Come in pyjamas if it's that or not coming",
        ],
        costs: FREE,
        minutes: 90,
        capacity: Some((6, 10)),
        waits: true,
        ..PLAIN
    },
    Kind {
        topic: Topic::Welcome,
        weight: 4,
        charity: Some(14),
        names: &["Welcome Meal, {town}", "{town} New Neighbours"],
        what: &[
            "A shared meal for people new to {town} from [down the road or over the sea|anywhere]",
            "Families, food, and help with letters in several languages",
        ],
        who: &["Newcomers, refugees, workers from abroad, people from {town}", "Children very welcome"],
        first: &[
            "Bring a dish or just bring yourself",
            "Interpreters can ring in; tell {keeper} which language",
        ],
        days: &["SA", "SU", "FR"],
        monthly: true,
        costs: FREE,
        starts: &[(12, 30), (17, 30)],
        ..PLAIN
    },
    Kind {
        topic: Topic::Active,
        weight: 4,
        charity: Some(13),
        names: &["{town} Get Going", "Couch to Park, {town}"],
        what: &[
            "Beginners' exercise outdoors, [walking to jogging in ten weeks|no mirrors, no music], friendly",
            "Get fitter with others who also got puffed on the stairs",
        ],
        who: &["Adults of every shape", "People sent by their nurse and people sent by their jeans"],
        first: &["Trainers and a bottle of water. {keeper} stays with the slowest", "Do half of it"],
        costs: POUND,
        minutes: 60,
        starts: &[(9, 30), (18, 0)],
        venue: Some(("Park", &["Level paths", "Grass and firm path"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::Breathing,
        weight: 3,
        charity: Some(19),
        names: &["{town} Breathe Easier", "Singing for Breath, {town}"],
        what: &[
            "For people with bad lungs: [singing, gentle moves, tea|breathing, laughing, company]",
            "Keeps up what rehab started",
        ],
        who: &["COPD, asthma, long Covid and others", "Oxygen welcome; so are partners"],
        first: &["Come early so there is no hurrying", "{keeper} sets the pace by the slowest breath"],
        costs: POUND,
        minutes: 90,
        ..PLAIN
    },
    Kind {
        topic: Topic::LgbtSocial,
        weight: 2,
        charity: None,
        names: &["Rainbow Table, {town}", "{town} LGBTQ+ Social"],
        what: &[
            "A relaxed evening for LGBTQ+ people and friends, [food, quizzes, walks|somewhere to be yourself]",
        ],
        who: &["Adults of all ages, from just out to long married"],
        first: &["{keeper} will wait by the bar with a badge so you need not ask"],
        monthly: true,
        starts: &[(18, 30), (19, 0)],
        costs: FREE,
        ages: (Some(18), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::LearningDisability,
        weight: 3,
        charity: None,
        names: &["{town} Friends Club", "Friday Mates, {town}"],
        what: &[
            "A social club for adults with a learning disability: [discos, bingo, outings|cooking, music, friends]",
        ],
        who: &["Adults with a learning disability, with a supporter or without"],
        first: &["Pictures show what happens each week. {keeper} shows you round"],
        costs: POUND,
        starts: &[(18, 0), (18, 30)],
        ages: (Some(18), None),
        ..PLAIN
    },
    Kind {
        topic: Topic::Autism,
        weight: 3,
        charity: None,
        names: &["Quiet Wednesdays, {town}", "The Side Room, {town}"],
        what: &[
            "A quiet meet-up for autistic adults: [low light, no music, no small talk|same time, same room, same mugs]",
        ],
        who: &["Autistic adults, diagnosed or wondering"],
        first: &[
            "{keeper} sends photographs of the room and says exactly what will happen",
            "Come alone or with someone; leave without saying goodbye",
        ],
        costs: FREE,
        ages: (Some(18), None),
        starts: &[(14, 0), (17, 30)],
        capacity: Some((6, 12)),
        ..PLAIN
    },
    Kind {
        topic: Topic::Handyperson,
        weight: 4,
        charity: Some(0),
        names: &["{town} Handyperson", "Odd Jobs, {town}"],
        what: &[
            "Small jobs done by checked volunteers: [rails, key safes, bulbs, smoke alarms|shelves, locks and wobbly steps]",
        ],
        who: &[
            "People who cannot safely do it themselves, any age",
            "Older and disabled people, new parents, carers",
        ],
        first: &["Ring {keeper}. A quote before any work, and no hurry"],
        costs: &[("Labour free, you pay for parts", 0), ("£12 an hour", 1200)],
        days: &[],
        venue: Some(("At your home", &["We come to you"])),
        waits: true,
        capacity: Some((12, 40)),
        ..PLAIN
    },
    Kind {
        topic: Topic::DogWalking,
        weight: 3,
        charity: None,
        names: &["Dogs and Company, {town}", "{town} Sunday Dogs"],
        what: &["A sociable dog walk, [one slow mile|with a café at the end]; borrow a dog if you have none"],
        who: &["Dogs and their people, and people without"],
        first: &["Stand near {keeper}, who has biscuits, and you will be popular"],
        days: &["SA", "SU", "WE"],
        costs: FREE,
        minutes: 75,
        venue: Some(("Meets outdoors", &["Level, muddy after rain", "Firm path along the canal"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::Film,
        weight: 4,
        charity: None,
        names: &["{town} Film Afternoon", "Subtitles and Cake, {town}"],
        what: &["A film on a big screen with [an interval|the words on], and tea"],
        who: &["Anyone free in the afternoon", "All ages; mostly older, mostly talkative in the interval"],
        first: &["Turn up ten minutes early. {keeper} keeps back the comfortable chairs"],
        monthly: true,
        costs: &[("£4 with tea", 400), ("£3.50", 350)],
        starts: &[(14, 0)],
        minutes: 150,
        ..PLAIN
    },
    Kind {
        topic: Topic::Cycling,
        weight: 3,
        charity: Some(13),
        names: &["{town} Easy Riders", "Back on a Bike, {town}"],
        what: &["Short, flat rides on quiet lanes, with [bikes to borrow|two trikes and a tandem]"],
        who: &["Adults who have not ridden for years, and some who never have"],
        first: &["{keeper} checks your brakes and rides at the back"],
        costs: FREE,
        minutes: 90,
        venue: Some(("Meets outdoors", &["Level start, toilets by the car park"])),
        ..PLAIN
    },
    Kind {
        topic: Topic::Separated,
        weight: 3,
        charity: None,
        names: &["Starting Again, {town}", "Single Parents' Table, {town}"],
        what: &[
            "For people starting again after a separation: [food, talk, no advice unless asked|an evening that isn't at home]",
        ],
        who: &["Men and women, recently or long ago on their own"],
        first: &["{keeper} started it after sitting in a car park. You will be met at the door"],
        starts: &[(18, 30), (19, 0)],
        costs: GIFT,
        monthly: true,
        ages: (Some(18), None),
        ..PLAIN
    },
];
