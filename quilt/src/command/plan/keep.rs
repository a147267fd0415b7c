//! Reading plans, and the folder their results go into.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use quilt::plans::out::{self, File};
use quilt::plans::running;
use simulate::money::Scenario;
use simulate::plan::{Plan, USUAL_MEMORY};
use simulate::runs::Rows;

/// Runs at each end of a value, to see what moves the decision.
const RUNS_AT_AN_END: u32 = 1;

/// The plan in a file; everything wrong with it is said at once.
pub fn read(path: &Path, memory: Option<f64>) -> anyhow::Result<Plan> {
    let text =
        fs::read_to_string(path).with_context(|| format!("could not read {} as text", path.display()))?;
    understood(&text, &path.display().to_string(), memory)
}

/// The plan in a text that is called so.
pub fn understood(text: &str, called: &str, memory: Option<f64>) -> anyhow::Result<Plan> {
    let most = memory.map_or(USUAL_MEMORY, |gigabytes| (gigabytes * 1e9) as u64);
    match Plan::read_within(text, most) {
        Ok(plan) => Ok(plan),
        Err(problems) => {
            let all = problems.all();
            let lines = all.iter().map(|it| match it.line {
                0 => format!("{called}: {} {}", it.what, it.remedy),
                line => format!("{called}:{line}: {} {}", it.what, it.remedy),
            });
            let lines: Vec<String> = lines.map(|it| it.trim_end().to_owned()).collect();
            let count = page::text::count(all.len() as u64, "thing is", "things are");
            bail!("{count} wrong with this plan\n{}", lines.join("\n"))
        }
    }
}

/// The folder, made when it is not there, with the plan in it as it is run. Another plan's folder is refused.
pub fn folder(path: &Path, plan: &Plan) -> anyhow::Result<()> {
    fs::create_dir_all(path).with_context(|| format!("could not make {}", path.display()))?;
    let kept = path.join("plan.toml");
    if let Ok(there) = fs::read_to_string(&kept) {
        let same = Plan::read_within(&there, u64::MAX).is_ok_and(|it| it.fingerprint() == plan.fingerprint());
        if !same {
            bail!(
                "{} has results of another plan, or of this one before it was changed. Choose another folder with --out, or remove it",
                path.display()
            );
        }
        return Ok(());
    }
    write(path, &("plan.toml", plan.to_toml().into_bytes()))
}

/// Writes a file of the folder, whole or not at all.
pub fn write(folder: &Path, (name, bytes): &File) -> anyhow::Result<()> {
    use std::io::Write as _;
    let path = folder.join(name);
    running::whole(&path, |to| to.write_all(bytes))
        .with_context(|| format!("could not write {}", path.display()))
}

/// Works out what takes long, writes every file, and says which.
pub fn tell(folder: &Path, plan: &Plan, rows: &Rows, threads: usize, each_draw: bool) -> anyhow::Result<()> {
    use quilt::plans::told::Deeper;
    let busy = spinner("Finding out what would change the decision");
    let deeper = Deeper::of(plan, rows, Scenario::Cautious, RUNS_AT_AN_END, threads);
    busy.finish_and_clear();
    let mut files = out::all(plan, rows, deeper.as_ref())?;
    if each_draw {
        files.extend(out::each_draw(plan, rows)?);
    }
    for file in &files {
        write(folder, file)?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    say!(
        "Wrote {} in {}: {}.",
        page::text::count(files.len() as u64, "file", "files"),
        folder.display(),
        names.join(", ")
    );
    Ok(())
}

/// Something that goes on for a while; quiet where nobody looks.
fn spinner(says: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(says);
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

/// How far it is; quiet where nobody looks.
pub fn bar(of: u64) -> ProgressBar {
    let bar = ProgressBar::new(of);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {pos} of {len} draws · {elapsed} gone, about {eta} to go")
    {
        bar.set_style(style.progress_chars("██░"));
    }
    bar
}

/// As many threads as there are processors, or as asked.
pub fn threads(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// Where results go when nobody says: beside the plan, under its name.
pub fn usual(plan: &Path) -> PathBuf {
    let stem = plan.file_stem().map_or_else(|| "plan".into(), |it| it.to_string_lossy().into_owned());
    plan.with_file_name(format!("{stem}-results"))
}
