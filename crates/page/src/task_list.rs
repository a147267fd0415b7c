//! A list of things to finish, in any order, each with where it stands.

use maud::{Markup, Render, html};

use crate::{Tag, Words};

/// One thing to finish.
pub struct Task {
    title: Words,
    href: Option<String>,
    hint: Option<Words>,
    status: Markup,
}

impl Task {
    /// A thing that has words for a status, such as "Completed".
    pub fn new(title: impl Into<Words>, status: impl Into<Words>) -> Self {
        Self { title: title.into(), href: None, hint: None, status: status.into().render() }
    }

    /// A thing whose status is a tag.
    pub fn tagged(title: impl Into<Words>, tag: Tag) -> Self {
        Self { title: title.into(), href: None, hint: None, status: tag.render() }
    }

    /// Where it is done.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A sentence under it.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Things to finish.
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
}

impl TaskList {
    /// `tasks` in order. `id` begins the ids of its parts and must be the page's only one.
    pub fn new(id: impl Into<String>, tasks: impl IntoIterator<Item = Task>) -> Self {
        Self { id: id.into(), tasks: tasks.into_iter().collect() }
    }

    fn item(&self, at: usize, task: &Task) -> Markup {
        let hint_id = task.hint.as_ref().map(|_| format!("{}-{at}-hint", self.id));
        let status_id = format!("{}-{at}-status", self.id);
        let described =
            hint_id.as_ref().map_or_else(|| status_id.clone(), |hint| format!("{hint} {status_id}"));
        html! {
            li class={ "nhsuk-task-list__item" @if task.href.is_some() { " nhsuk-task-list__item--with-link" } } {
                div.nhsuk-task-list__name-and-hint {
                    @if let Some(href) = &task.href {
                        a.nhsuk-task-list__link.nhsuk-link href=(href) aria-describedby=(described) { (task.title) }
                    } @else { div { (task.title) } }
                    @if let (Some(hint), Some(id)) = (&task.hint, &hint_id) {
                        div.nhsuk-task-list__hint id=(id) { (hint) }
                    }
                }
                div.nhsuk-task-list__status id=(status_id) { (task.status) }
            }
        }
    }
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        html! {
            ul.nhsuk-task-list { @for (at, task) in self.tasks.iter().enumerate() { (self.item(at + 1, task)) } }
        }
    }
}
