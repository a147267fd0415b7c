//! Every component on one page, to look at: `cargo run -p page --example gallery > gallery.html`.
//! The style sheet and script are looked for in `assets/dist` beside the page, or where the first argument says.

use std::io::Write;

use jiff::civil::{Date, date};
use page::chart::{Flow, FlowStage, Lines, Pairs, Patch, Patchwork, Series};
use page::{
    Action, Assets, Banner, Button, ButtonLink, Card, Caution, Choice, Column, Crumbs, Details, Figures,
    FileUpload, Form, Inset, Lang, Layout, Lead, Markup, NavItem, Notice, Pagination, Panel, Paper, Patches,
    Problems, Row, Rows, Says, Search, Select, Sheet, Size, Stage, SummaryList, Table, Tag, Task, TaskList,
    Timeline, Typed, Warning, Who, Width, html, text,
};

const LANG: Lang = Lang::En;
const YEAR: i16 = 2026;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let assets = arguments.next().unwrap_or_else(|| "assets/dist".into());
    let which = arguments.next().unwrap_or_else(|| "journey".into());
    let (css, js, icon) =
        (format!("{assets}/quilt.css"), format!("{assets}/quilt.js"), format!("{assets}/favicon.svg"));
    let assets = Assets { css: &css, js: &js, icon: &icon };
    let nav = ["Today", "Caseload", "Find", "Referrals", "Stories"]
        .map(|place| NavItem::new("#", place).current(place == "Caseload"));
    let who = Who {
        name: "Dan Okafor".into(),
        role: "link worker, Bridgwater Bay".into(),
        sign_out: "/sign-out".into(),
        csrf: "token".into(),
    };
    let problems: Problems = [
        ("name", "Enter the name they like to be called"),
        ("born", "Enter the month as a number, such as 3"),
        ("how", "Choose how we can get in touch"),
    ]
    .into_iter()
    .collect();
    let languages = [(Lang::En, "?lang=en".to_owned()), (Lang::Cy, "?lang=cy".to_owned())];
    let notice = Notice::new("Demonstration: nobody here is real");
    let crumbs = Crumbs::new(LANG).link("#", "Caseload").link("#", "Margaret Vowles");
    let page = match which.as_str() {
        "stories" => Layout::new(LANG, "What changed, and for whom", stories()),
        "form" => {
            Layout::new(LANG, "Refer someone", form(&problems)).narrow().problems(&problems).crumbs(crumbs)
        }
        "rest" => Layout::new(LANG, "The rest", rest())
            .banner(Banner::done(LANG, "Contact recorded."))
            .refresh(60, ""),
        "paper" => Layout::new(LANG, "Margaret’s story", story()).paper(Paper::Large),
        _ => Layout::new(LANG, "Margaret’s journey", journey()).crumbs(crumbs),
    };
    let page = page.assets(assets).nav(&nav).who(who).notice(notice).languages(&languages).render();
    std::io::stdout().write_all(page.into_string().as_bytes())
}

fn day(month: i8, day: i8) -> Date {
    date(YEAR, month, day)
}

fn patches() -> Patches {
    Patches::new(
        LANG,
        [
            Stage::done("Asked for", "by her GP, 2 Sept"),
            Stage::done("Said yes", "5 Sept"),
            Stage::done("First conversation", "14 Sept"),
            Stage::now("Steps and links", "week 6 of 12"),
            Stage::to_come("Ending", "about 7 December"),
            Stage::to_come("How are you?", "March, June, December"),
        ],
    )
}

fn says() -> Says {
    Says::new("I used to run the WI teas. Since Ron died the weekends are the long bit. I don’t want a club for old people, I want to be useful.")
        .source("In her words, 14 September, at her kitchen table, with her neighbour Jean")
}

fn journey() -> Markup {
    let steps = Rows::new(
        [
            Row::new("Go to the Saturday Talking Café with Jean, then once alone")
                .tag(Tag::teal("Doing"))
                .under("Went with Jean on 12 and 19 October. “They let me do the urn.”"),
            Row::new("Catch the 14 bus to Bridgwater")
                .tag(Tag::ochre("Set-back"))
                .under("Tried 3 October, the step was too high. Dan is asking about the community car."),
            Row::new("Ring the village hall about baking for the carol evening")
                .tag(Tag::sky("Next"))
                .under("Margaret, by next Tuesday"),
        ],
        "No steps yet",
    );
    let links = Rows::new(
        [
            Row::new("Saturday Talking Café, Cannington")
                .strong()
                .tag_after(Tag::teal("Came 2 of 2"))
                .under("Accompanied by Jean")
                .under("café answered by text")
                .under(text::miles(LANG, 640.0))
                .under("Saturdays 10:00 to 12:00")
                .under("free"),
            Row::new("Quantock Community Car")
                .strong()
                .tag_after(Tag::ochre("Room for one? asked Friday"))
                .under("No name sent yet")
                .under("lapses 8 November"),
            Row::new("Something on Sunday afternoons")
                .strong()
                .tag_after(Tag::rose("Nothing local: a gap"))
                .under("3 others near Cannington have asked since June")
                .under("Priya (builder) is talking to the church hall"),
        ],
        "No links yet",
    );
    let happened = Timeline::new(
        [
            Row::new("Café says Margaret came")
                .when("2026-10-19", "19 Oct")
                .under("One-tap answer from the café"),
            Row::new("Rang, 12 minutes. Sounded brighter; sleeping better; worried about the gas bill")
                .when("2026-10-15", "15 Oct")
                .under("Dan Okafor"),
            Row::new("Bus did not work out")
                .when("2026-10-03", "3 Oct")
                .under("Set-back recorded with Margaret"),
        ],
        "Nothing yet",
    );
    let readings = Lines::new(LANG, "readings", "How Margaret says she is", YEAR)
        .series(Series::new("Satisfied").reading(day(9, 14), 3.0).reading(day(10, 15), 5.0))
        .series(Series::new("Anxious").lower_is_better().reading(day(9, 14), 7.0).reading(day(10, 15), 4.0))
        .series(
            Series::new("Happy").reading(day(9, 14), 4.0).reading(day(9, 28), 6.0).reading(day(10, 15), 5.0),
        );
    html! {
        h1 { (text::possessive(text::first_name("Margaret Vowles"))) " journey" }
        (Lead::new("78, lives alone in Cannington").and("likes to be rung after 10").and("hearing aid, speak on her left"))
        (patches())
        div.q-grid {
            div {
                (Card::new("What matters to Margaret", says()))
                (Card::new("Next small steps", steps))
                (Card::new("Links", links))
                (Card::new("What has happened", html! { (happened) p.q-quiet { a href="#" { "All 17 entries" } " · " a href="#" { "Who has looked at this journey?" } } }))
            }
            div {
                (Card::plain(html! {
                    div.q-actions { (ButtonLink::new("#", "Record a contact")) (ButtonLink::quiet("#", "Margaret’s story")) }
                    h3 { "Six weeks left" }
                    p { "Next: visit, " (text::date(LANG, day(10, 24), YEAR)) ", 14:00, at home. Jean will be there." }
                }))
                (Card::new("How Margaret says she is", html! {
                    (readings)
                    p.q-quiet { "ONS4, asked aloud by Dan. Lower is better for anxious. Two readings say little yet." }
                    h3 { "Concerns, as she rates them" }
                    (Rows::new([Row::new("Weekends are long").under("5 → 3 of 6"), Row::new("Getting about").under("4 → 4 of 6")], ""))
                }))
                (Card::new("Who helps", Rows::new([
                    Row::new("Jean Hobbs, neighbour").under("May hear everything"),
                    Row::new("Karen, daughter, Leeds").under("Sunday calls. Not about money, Margaret asks"),
                ], "Nobody yet")))
                (Card::new("Shared with", html! {
                    p { "GP practice: that she said yes, and how it ends. Talking Café: first name only." }
                    p.q-quiet { a href="#" { "Change with Margaret" } }
                }))
            }
        }
    }
}

fn stories() -> Markup {
    let flow = Flow::new(LANG, "flow", "From asking to following up")
        .stage(FlowStage::new("asked", 1_240).under("median 2 days"))
        .stage(FlowStage::new("offered", 1_105).under("3 days"))
        .stage(FlowStage::new("said yes", 970).under("wait 19 days"))
        .stage(FlowStage::new("began", 810).under("9 contacts"))
        .stage(FlowStage::new("ended", 505).under("13 weeks"))
        .stage(FlowStage::new("asked after", 310));
    let scores = [
        (2, 0),
        (20, 8),
        (32, 12),
        (56, 22),
        (88, 44),
        (100, 66),
        (80, 92),
        (48, 96),
        (28, 70),
        (14, 36),
        (4, 12),
    ];
    let pairs = scores
        .into_iter()
        .enumerate()
        .fold(Pairs::new(LANG, "life", "Satisfied with life"), |pairs, (score, (before, after))| {
            pairs.score(score.to_string(), before, after)
        });
    let quilt = [
        ("Exmoor", 5, 42),
        ("B. Bay", 3, 130),
        ("Mendip", 4, 88),
        ("Taunton", 2, 160),
        ("Levels", 6, 12),
        ("South", 3, 61),
        ("Frome", 4, 95),
    ]
    .into_iter()
    .fold(
        Patchwork::new(LANG, "quilt", "The quilt", "Median weeks from yes to a first conversation"),
        |quilt, (name, weeks, journeys)| {
            quilt.patch(Patch::new(name, text::weeks(LANG, weeks)).journeys(journeys).href("#"))
        },
    );
    html! {
        h1 { "What changed, and for whom" }
        (Lead::new("All schemes").and("asked for between 1 April and 30 September 2026").and("as known today").and(html! { a href="#" { "change" } }))
        (Card::new("From asking to following up", html! {
            (flow)
            (Caution::new(html! { "135 people said no and 95 we could not reach. People in the most deprived fifth said no less often but were reached less often. " a href="#" { "See who is missing" } }))
        }))
        div.q-grid {
            div {
                (Card::new("Satisfied with life, 0 to 10", html! {
                    (Figures::new().figure("4.6 → 6.1", "same 420 people, first and last reading").figure("+1.5", "95% interval 1.3 to 1.7 · SRM 0.71").figure("52%", "have both readings, of 810 who began"))
                    (pairs)
                    (Caution::new(html! { "No comparison group: up to 1.0 of this change could be people feeling better anyway (people come at a low point). " a href="#" { "Why we say so" } " · " a href="#" { "Definition" } }))
                }))
            }
            div {
                (Card::new("The quilt", html! { (quilt) p.q-quiet { "Median weeks from yes to first conversation. Each stitch is ten journeys." } }))
                (Card::new("What people could not find", html! {
                    (Table::new("What people could not find").id("gaps").caption_unseen()
                        .columns([Column::text("Need"), Column::text("Where"), Column::number("People")])
                        .row(["Company on Sundays", "Bridgwater Bay", "15"]).row(["Evening debt help", "Levels", "10"]).row(["Men’s cooking", "Exmoor", "*"]))
                    p.q-quiet { "* fewer than 8 people" }
                }))
            }
        }
    }
}

fn form(problems: &Problems) -> Markup {
    let typed = Typed::from_iter([
        ("born-day", "14"),
        ("born-month", "Mrach"),
        ("born-year", "1947"),
        ("needs", "hearing"),
        ("why", "Since Ron died the weekends are long."),
    ]);
    let sheet = Sheet::new(LANG, &typed, problems);
    let fields = html! {
        (sheet.input("name", "Their name").hint("One name is enough").autocomplete("off").width(Width::Full))
        (sheet.date("born", "Date of birth").with_example().wrong(page::DatePart::Month).optional())
        (sheet.input("postcode", "Postcode").hint("Leave it out if you do not know").width(Width::Chars10).optional())
        (sheet.input("support", "Hours a week, about").suffix("hours").width(Width::Chars3).optional())
        (sheet.date_in_words("since", "Since when?").optional())
        (sheet.textarea("why", "Why now, in their words").max_characters(600))
        (sheet.radios("how", "How can we get in touch?").size(Size::M)
            .choice(Choice::new("phone", "Phone").reveal(sheet.phone("phone", "Phone number").width(Width::Chars20)))
            .choice(Choice::new("text", "Text message").hint("They answer yes or no"))
            .option("letter", "Letter").or().option("you", "Through me"))
        (sheet.checkboxes("needs", "What should we know before we call?").hint("Choose all that are so")
            .option("hearing", "Hears better on one side").option("language", "Speaks another language").or().choice(Choice::new("none", "None of these").alone()).optional())
        (Select::new("team", "Your team").option("", "Choose a team").option("a", "Cannington Surgery").option("b", "Bridgwater Hospital"))
        (sheet.password("secret", "Your password"))
        (FileUpload::new("letter", "A letter, if there is one").optional())
        div.q-actions { (Button::new("Send").prevent_double_click()) (Button::quiet("Save and come back")) (Button::warning("Throw away")) }
    };
    html! {
        h1 { "Refer someone" }
        (Lead::new("It takes less than a minute. Most of it can be left out."))
        (Form::post("/refer", "token", "token").body(fields))
    }
}

fn rest() -> Markup {
    html! {
        (Panel::new("Thank you. We have it.", html! { "Your reference is " strong { "QB 4821" } }))
        h1 { "The rest" }
        div.q-columns {
            (Card::new("To finish", TaskList::new("tasks", [
                Task::new("What matters", "Done").href("#"),
                Task::tagged("The first reading", Tag::sky("Next")).href("#").hint("Two questions"),
                Task::new("The letter", "Cannot start yet"),
            ])))
            (Card::new("Check what you wrote", SummaryList::new()
                .row_with("Name", "Margaret Vowles", [Action::new("#", "Change", "name")])
                .row_with("Phone", "07700 900362", [Action::new("#", "Change", "phone number")])
                .row("Asked by", "Cannington Surgery")))
        }
        (Card::new("Find", Form::get("/find").body(html! { (Search::new("q", "What matters to you?").hint("For example: company on Sundays").value("baking")) })))
        (Warning::new(LANG, "The dog is loud but kind. Ring twice.").heading("Before a visit"))
        (Inset::new(LANG, "Nothing is shared until Margaret has seen exactly what would be."))
        (Details::new("What is a link worker?", html! { p { "Someone with time to listen." } }))
        (Card::new("Tags", html! { p {
            (Tag::teal("Teal")) " " (Tag::ochre("Ochre")) " " (Tag::rose("Rose")) " " (Tag::sky("Sky")) " " (Tag::plum("Plum")) " " (Tag::moss("Moss")) " " (Tag::plain("Plain"))
        } }))
        (Table::new("Waits by scheme and month").columns(std::iter::once(Column::text("Scheme")).chain((1..=12).map(|month| Column::number(text::month(LANG, day(month, 1), YEAR)))))
            .row(std::iter::once("Bridgwater Bay".to_owned()).chain((1..=12).map(|n| format!("{n} weeks"))))
            .row(std::iter::once("Levels".to_owned()).chain((1..=12).map(|n| format!("{} weeks", n * 2)))))
        (Pagination::new(LANG).newer(Some("#".into())).older(Some("#".into())))
        (Pagination::new(LANG).previous("#", "What matters").next("#", "Your name"))
        (Banner::new(LANG, "Your session ends in five minutes."))
    }
}

fn story() -> Markup {
    html! {
        h1 { "Margaret’s story" }
        (says())
        h2 { "What I did" }
        (patches())
        p { "I went to the Talking Café with Jean, and then by myself. They let me do the urn." }
    }
}
