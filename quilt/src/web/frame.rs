//! From a request to an answer. Handlers are plain functions that run on a blocking
//! thread: they may read the database without ceremony.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode, header, request::Parts};
use axum::routing::{MethodRouter, on};
use axum::{Router, routing::MethodFilter};
use http_body_util::{BodyExt, Limited};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use identity::Secret;

use super::answer::put;
use super::{Answer, Door, Fields, Lang, Route, Verb, Visit, cookie, multipart, program, refused};
use crate::access::{Actor, Session, session_actor, token_actor};
use crate::app::App;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The largest form taken in, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// How hard answers are compressed: a page takes a third of the time of the usual level, and a tenth more room.
const QUICK: CompressionLevel = CompressionLevel::Precise(2);

/// The server: every route of the table, and "not found" for everything else.
pub fn router(app: Arc<App>, routes: &'static [Route]) -> Router {
    let mut router = Router::new();
    let mut paths: Vec<&'static str> = routes.iter().map(|route| route.path).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let mut methods = MethodRouter::new();
        for route in routes.iter().filter(|route| route.path == path) {
            let filter = match route.verb {
                Verb::Get => MethodFilter::GET,
                Verb::Post => MethodFilter::POST,
            };
            let app = app.clone();
            methods =
                methods.merge(on(filter, move |request: Request| serve(app.clone(), Some(route), request)));
        }
        if routes.iter().any(|route| route.path == path && route.door == Door::Program) {
            methods = methods.merge(on(MethodFilter::OPTIONS, async || program::preflight()));
        }
        router = router.route(path, methods);
    }
    let elsewhere = app.clone();
    router
        .fallback(move |request: Request| serve(elsewhere.clone(), None, request))
        .layer(CompressionLayer::new().gzip(true).quality(QUICK))
}

async fn serve(app: Arc<App>, route: Option<&'static Route>, request: Request) -> Response<Body> {
    let began = Instant::now();
    let (mut parts, body) = request.into_parts();
    let params = path_params(&mut parts).await;
    let form = read_form(&parts, body).await;
    let policy = policy(&app);
    let statements = store::statements_on_this_thread;
    let answered = tokio::task::spawn_blocking(move || {
        let before = statements();
        let response = answer(&app, route, &parts, params, form);
        (response, statements() - before)
    })
    .await;
    let (mut response, queries) = answered.unwrap_or_else(|panicked| {
        tracing::error!(%panicked, "a page failed");
        let mut response = Response::new(Body::from("Something went wrong on our side. Please try again."));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        (response, 0)
    });
    let micros = began.elapsed().as_micros();
    let millis = began.elapsed().as_secs_f64() * 1_000.0;
    tracing::debug!(
        route = route.map_or("-", |r| r.path),
        status = response.status().as_u16(),
        micros,
        queries,
        "served"
    );
    put(
        &mut response,
        header::HeaderName::from_static("server-timing"),
        &format!("app;dur={millis:.2}, db;desc=\"{queries}\""),
    );
    guard(&mut response, &policy);
    response
}

/// What a page may ask for, and of whom: of nobody but us, and pictures of the map's source if one is set.
fn policy(app: &App) -> String {
    let map = app.tiles.as_ref().map(|tiles| format!(" {}", tiles.origin)).unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:{map}; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Headers that keep a page to itself: no foreign script, frame or sniffing.
fn guard(response: &mut Response<Body>, policy: &str) {
    put(response, header::CONTENT_SECURITY_POLICY, policy);
    put(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(response, header::REFERRER_POLICY, "same-origin");
}

async fn path_params(parts: &mut Parts) -> Vec<(String, String)> {
    match RawPathParams::from_request_parts(parts, &()).await {
        Ok(params) => params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        Err(_) => Vec::new(),
    }
}

async fn read_form(parts: &Parts, body: Body) -> Result<Fields, Refusal> {
    if parts.method != Method::POST {
        return Ok(Fields::default());
    }
    let bytes = Limited::new(body, LARGEST).collect().await.map_err(|_| Refusal::TooLarge)?.to_bytes();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    Ok(match kind.and_then(multipart::boundary) {
        Some(boundary) => multipart::parse(bytes, &boundary).await,
        None => Fields::parse(&bytes),
    })
}

fn answer(
    app: &App,
    route: Option<&'static Route>,
    parts: &Parts,
    params: Vec<(String, String)>,
    form: Result<Fields, Refusal>,
) -> Response<Body> {
    let now = app.now();
    let (form, spoiled) = match form {
        Ok(form) => (form, None),
        Err(refusal) => (Fields::default(), Some(refusal)),
    };
    let open = is_open(route, parts.uri.path());
    let (mut visit, unseen) = visit(app, now, parts, params, form, open);
    if route.is_some_and(|route| !route.translated) {
        visit.lang = Lang::En;
    }
    let outcome = match (spoiled, unseen) {
        (Some(refusal), _) | (None, Some(refusal)) => Err(refusal),
        (None, None) => come_in(&visit, route, parts),
    };
    let outcome = outcome.or_else(|refusal| {
        note_refused_look(&visit, route, &refusal);
        refused::page(&visit, refusal)
    });
    let answered = outcome.unwrap_or_else(|refusal| {
        tracing::error!(%refusal, "even the refusal failed");
        Answer::Page {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            markup: maud::html! { p { (refusal.to_string()) } },
        }
    });
    let mut response = answered.into_response();
    if open {
        program::finish(&parts.headers, &mut response);
    } else if !visit.known_browser {
        let browser = std::mem::take(&mut visit.browser);
        let cookie = cookie::write(cookie::BROWSER, &browser, 365, app.secure());
        if let Ok(value) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// Whether any program may ask without saying who it is. What is not served below `/api` is
/// refused the same way.
fn is_open(route: Option<&Route>, path: &str) -> bool {
    route.map_or_else(|| program::is_for_programs(path), |route| route.door == Door::Program)
}

/// Gathers who came. When the database is away the visit is anonymous and carries why.
fn visit<'a>(
    app: &'a App,
    now: Moment,
    parts: &Parts,
    params: Vec<(String, String)>,
    form: Fields,
    open: bool,
) -> (Visit<'a>, Option<Refusal>) {
    let came =
        if open { Ok((None, Actor::anyone(app.area.id))) } else { who_came(app, &now, &parts.headers) };
    let (session, actor, unseen) = match came {
        Ok((session, actor)) => (session, actor, None),
        Err(refusal) => (None, Actor::anyone(app.area.id), Some(refusal)),
    };
    let query = Fields::parse(parts.uri.query().unwrap_or("").as_bytes());
    let lang = query
        .some("lang")
        .or_else(|| cookie::read(&parts.headers, cookie::LANG))
        .and_then(Lang::from_code)
        .unwrap_or(Lang::En);
    let carried = cookie::read(&parts.headers, cookie::BROWSER).filter(|b| b.len() == 32).map(str::to_owned);
    let known_browser = carried.is_some();
    let browser = carried.unwrap_or_else(|| now.bytes::<16>().iter().map(|b| format!("{b:02x}")).collect());
    let path = parts.uri.path().to_owned();
    let from = origin(parts);
    (
        Visit { app, now, actor, session, lang, path, params, query, form, browser, known_browser, from },
        unseen,
    )
}

/// Where a request came from: whoever is at the other end of the line, or, when that is a proxy
/// of this house, whom it says it speaks for. Of what a stranger writes in that header nothing
/// is believed but the last part, which the proxy itself added.
fn origin(parts: &Parts) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let inside = match peer.ip().to_canonical() {
        IpAddr::V4(four) => four.is_loopback() || four.is_private(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local(),
    };
    let told =
        parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let told = told.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    Some(told.filter(|_| inside).unwrap_or_else(|| peer.ip()))
}

/// Whoever holds the session of a browser, or the token of a program; else someone not signed in.
fn who_came(app: &App, now: &Moment, headers: &HeaderMap) -> Result<(Option<Session>, Actor), Refusal> {
    let anyone = || (None, Actor::anyone(app.area.id));
    if let Some(token) = token(headers) {
        let found = Secret::parse(token)
            .ok()
            .map(|secret| app.db.read("see whose token it is", |tx| token_actor(tx, &secret, now)));
        return match found.transpose()?.flatten() {
            Some(actor) => Ok((None, actor)),
            None => Err(Refusal::SignIn),
        };
    }
    let held = cookie::read(headers, cookie::SESSION).and_then(|text| Secret::parse(text).ok());
    let Some(secret) = held else { return Ok(anyone()) };
    let found = app.db.read("see who came", |tx| session_actor(tx, &secret.fingerprint(), now))?;
    Ok(found.map_or_else(anyone, |(session, actor)| (Some(session), actor)))
}

/// `Authorization: Bearer …`: how a program says who it is. No browser sends it by itself.
fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The door: is there such a page, may this visitor come in, is the form one of ours?
fn come_in(visit: &Visit<'_>, route: Option<&'static Route>, parts: &Parts) -> Result<Answer, Refusal> {
    let route = route.ok_or_else(Refusal::not_found)?;
    match route.door {
        Door::Anyone | Door::Program => {}
        Door::SignedIn if visit.actor.is_signed_in() => {}
        Door::May(act) if visit.actor.may_ever(act) => {}
        Door::May(_) if visit.actor.is_signed_in() => return Err(Refusal::not_yours(visit.actor.id())),
        Door::SignedIn | Door::May(_) => return Err(Refusal::SignIn),
    }
    if route.verb == Verb::Post {
        same_site(parts)?;
        let known = token(&parts.headers).is_some();
        if !known && !identity::csrf::matches(&visit.app.keys.csrf(), &visit.browser, visit.form.get("csrf"))
        {
            return Err(Refusal::StaleForm);
        }
    }
    (route.serve)(visit)
}

/// Browsers say where a form comes from; one from another site is turned away.
fn same_site(parts: &Parts) -> Result<(), Refusal> {
    match parts.headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        Some("cross-site" | "same-site") => Err(Refusal::StaleForm),
        _ => Ok(()),
    }
}

fn note_refused_look(visit: &Visit<'_>, route: Option<&'static Route>, refusal: &Refusal) {
    let Refusal::NotFound { refused: Some(about) } = refusal else { return };
    let door = route.map_or("", |route| route.path);
    let noted = visit.app.db.write("note a refused look", |tx| {
        line(&visit.actor, &visit.now, "look.refused", *about).fact("door", door).record(tx)
    });
    if let Err(refusal) = noted {
        tracing::error!(%refusal, "a refused look could not be noted");
    }
}
