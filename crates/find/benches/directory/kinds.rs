//! What services there are and what is said of them, as directories all over the country have it.

use std::sync::LazyLock;

/// One kind of service.
pub struct Kind {
    pub topic: &'static str,
    pub further: &'static str,
    /// `{}` stands for a place or a name.
    pub names: Vec<&'static str>,
    pub said: Vec<&'static str>,
}

pub static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let kinds = TABLE.lines().filter(|line| !line.is_empty()).map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        let [topic, further, names, said] = cells[..] else { panic!("not four cells: {line}") };
        Kind { topic, further, names: names.split(';').collect(), said: said.split(';').collect() }
    });
    kinds.collect()
});

/// Topic | further topic | names | what is said of it.
const TABLE: &str = "
Walking|Exercise|{} Health Walks;{} Strollers;Walk and Talk {};{} Walking Group|Short led walks at an easy pace;Gentle walking for all abilities with a stop for tea;A friendly walking group along the river and through the park;Rambles of five to eight miles most weekends
Befriending|Friendship|{} Befriending;Good Neighbours {};{} Telephone Friends|A volunteer rings or visits every week for a chat;Befriending for older people who live alone and feel lonely or isolated;Companionship and a listening ear
Lunch club|Food|{} Lunch Club;The Friday Table at {};{} Community Lunch|A hot two course lunch and good company;A shared meal for older people with transport on request;Nobody has to eat alone
Coffee morning|Friendship|{} Coffee Morning;Tea and Chat {};{} Chatty Cafe|Coffee, cake and conversation;Drop in for a cuppa and meet new friends;A warm welcome to everybody who fancies a chat
Debt advice|Money advice|Citizens Advice {};{} Debt Advice;Money Matters {}|Free and confidential debt advice by trained advisers;Help with budgeting, arrears, bailiffs and benefits;Advice when bills and rent cannot be paid
Benefits advice|Advice|{} Welfare Rights;Benefits Help {};{} Advice Centre|Help with forms, appeals and universal credit;Benefits checks, attendance allowance and carers allowance;Trained volunteers help to fill in forms
Housing advice|Homelessness|{} Housing Advice;Shelter {};{} Tenants' Help|Advice on rent, repairs and eviction;Help for people who are homeless or about to lose their home;Tenancy support and housing options
Food bank|Food|{} Food Bank;{} Community Fridge;The Pantry {}|Emergency food parcels for anybody in need;Surplus food free to take;Food for a small weekly fee and somebody to talk to
Mental health|Counselling|{} Talking Therapies;Mind in {};{} Wellbeing Hub|Talking therapy for anxiety, depression and low mood;Peer support and counselling for mental health;A safe space to talk without judgement
Bereavement|Counselling|{} Bereavement Cafe;Cruse {};Good Grief {}|Support after somebody has died;A monthly cafe for people who are grieving;Bereavement counselling one to one or in a group
Dementia|Carers|{} Memory Cafe;Singing for the Brain {};Dementia Friends {}|For people living with dementia and those who care for them;Music, memories and cake;Advice and company for families of people with memory loss
Carers|Support group|{} Carers Centre;Carers' Circle {};Young Carers {}|Support for unpaid carers, with breaks and activities;Carers assessments, respite and somebody who understands;A place to meet other carers
Gardening|Nature|{} Allotment Group;Growing Together {};{} Green Gym|Grow vegetables together, tools are provided;Gardening for wellbeing in a walled garden;Outdoor conservation work with volunteers
Singing|Music|{} Community Choir;Sing {};{} Singers|A choir for everybody with no auditions;Singing for pleasure and for better breathing;Songs from the shows and popular music
Yoga|Exercise|{} Yoga;Chair Yoga {};Gentle Yoga at {}|Mixed ability yoga with a qualified teacher;Seated yoga for people who find the floor too far;Stretching, breathing and relaxation
Swimming|Exercise|{} Swimming;Aquafit {};{} Leisure Centre Swim|Swimming lessons and lane swimming;Exercise in warm water that is kind to joints;Women only and family swims
Football|Sport|{} Walking Football;{} FC in the Community;Five a Side {}|Football at walking pace for men and women over 50;Friendly five a side with no experience needed;Sport and teams for young people
Dancing|Exercise|{} Tea Dance;Line Dancing {};{} Dance Class|Ballroom and sequence dancing to live music;Line dancing for beginners;Dance classes for every age
Falls prevention|Exercise|Steady On {};{} Strength and Balance;Otago {}|Strength and balance classes to prevent falls;Exercise for people who feel unsteady or have fallen;Physiotherapist led classes for older people
Stop smoking|Health|Quit {};{} Stop Smoking Service;Smokefree {}|Free help to stop smoking or vaping;Twelve weeks of support with nicotine replacement;Advisers in pharmacies and online
Weight management|Health|Healthy Weight {};{} Slimming Group;Waistwise {}|A twelve week course on eating well and moving more;Lose weight with others and keep it off;Cooking, diet and exercise advice
Diabetes|Health|{} Diabetes Group;Living Well with Diabetes {};Sugar Smart {}|For people with type 2 diabetes;Education, diet and peer support;Prevention for people at risk
Alcohol|Addiction|{} Recovery;AA Meeting {};Turning Point {}|Help with drinking and drugs without judgement;A fellowship of people who have stopped drinking;Recovery coaching, groups and detox
Employment support|Learning|{} Job Club;Work Wise {};{} Back to Work|Help with your CV, applications and interviews;For people who are out of work or want a change;Training, volunteering and apprenticeships
Digital skills|Learning|{} Digital Drop In;Tablet Tuesdays {};Get Online {}|Learn to use a tablet, smartphone or computer;Volunteers help you to get online safely;Email, video calls and shopping for beginners
ESOL|Learning|{} English Conversation;English for All {};ESOL at {}|Practise English with friendly volunteers;English classes for speakers of other languages;Conversation and help with daily life
Crafts|Art|Knit and Natter {};{} Craft Group;Make and Mend {}|Bring your knitting or learn to crochet;Crafts, sewing and a natter;Making things together with your hands
Art|Creativity|{} Art Group;Paint and Chat {};{} Studio|Watercolour and drawing for beginners;Art for wellbeing led by an artist;Pottery, painting and print
Men's shed|Woodwork|{} Men's Shed;The Shed {};{} Shedders|Woodwork, mending and a brew;A workshop where men make things and talk;Tools, tea and company
Youth club|Young people|{} Youth Club;Youth Zone {};{} Young People's Project|Games, music and trips for young people;Youth workers who listen;Activities after school and in the holidays
Baby group|Parenting|{} Stay and Play;Little Acorns {};{} Baby Group|Stay and play for babies and toddlers with their parents;Songs, stories and somewhere to meet other mums and dads;Breastfeeding support and weighing
Parenting|Families|{} Family Hub;Home-Start {};Parents Together {}|Parenting courses and family support at home;Volunteers visit families with young children;Support when things are hard at home
Domestic abuse|Crisis support|{} Domestic Abuse Service;Refuge {};Safe Haven {}|Refuge and advice for anybody hurt or controlled by a partner;A confidential helpline day and night;Recovery groups for women and children
Community transport|Transport|{} Community Car Scheme;Dial a Ride {};{} Voluntary Drivers|Volunteer drivers take you to hospital and the surgery;Door to door minibus for people who cannot use a bus;Wheelchair accessible transport
Home repairs|Housing|{} Handyperson;Care and Repair {};Safe at Home {}|Small repairs, grab rails and key safes;Adaptations for people who want to stay at home;Trusted workers for odd jobs
Energy advice|Money advice|Warm Homes {};{} Energy Advice;Warm Space {}|Advice on heating bills, insulation and fuel vouchers;A warm space with free tea and wifi;Help when you cannot afford energy
Autism|Disability|{} Autism Group;Autism Together {};Spectrum {}|Social evenings for autistic adults;Advice for families before and after diagnosis;A quiet room is always available
Sight loss|Disability|{} Sight Support;Blind Society {};{} Vision|Equipment, training and company for people with sight loss;Talking books and help with technology;Home visits by trained staff
Volunteering|Community|{} Volunteer Centre;Voluntary Action {};Helping Hands {}|Find a way to help out near you;Roles for every age and ability;Training and support for volunteers
Refugees|Advice|{} Welcome;Refugee Friends {};City of Sanctuary {}|Support for refugees and people seeking asylum;English, advice, clothes and friendship;Immigration advice by appointment
";

/// What is said of services of any kind.
pub static SAID: LazyLock<Vec<&str>> =
    LazyLock::new(|| SENTENCES.lines().filter(|line| !line.is_empty()).collect());

const SENTENCES: &str = "
We are a friendly community group and everybody is welcome
Please call or email before your first visit
Our volunteers will make you feel at home
The service is free to people who live in the area
We support people with long term health conditions
There is parking outside and a bus stop nearby
The building is accessible and has a hearing loop
You can refer yourself or ask your doctor or social prescriber
We work with the council and local health services
Sessions last about two hours
Refreshments are provided and there is a small charge
Places are limited so booking is needed
We help people to be independent and to improve their wellbeing
Children must come with an adult
Carers are welcome to come along
Our staff are trained and have checks
The charity has supported people in the community for many years
We offer information, advice and support
Groups meet every week in term time
Activities include games, outings, talks and music
Contact us for more information about this service
It is a chance to meet new people and learn new skills
Support is available online and by telephone
No referral is needed, just turn up
We aim to reduce loneliness and social isolation
The project is funded by the National Lottery
People of all ages and backgrounds take part
We can put you in touch with other organisations that can help
Interpreters can be arranged
Opening hours may change on bank holidays
";
