// Streets under the map: Leaflet, from a source of tiles named in the settings. Loaded only when a map comes into view and such a source is set.
import { type LatLng, Map, Marker, type Point, circleMarker, control, divIcon, latLng, latLngBounds, tileLayer } from "leaflet/dist/leaflet-src.esm.js";
import "leaflet/dist/leaflet.css";
import "./map-pins.css";

type Dot = [number: number, lat: number, lon: number, name: string, anchor: string];

interface Told {
  url: string;
  attribution: string;
  closest: number;
  dots: Dot[];
  from: [number, number] | null;
  title: string;
  closer: string;
  further: string;
}

const plain = (words: string) => Object.assign(document.createElement("span"), { textContent: words }).innerHTML;

/** Loads the style sheet that belongs to this file. */
function styled(): Promise<void> {
  const here = new URL(import.meta.url);
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("map.css", here).href + here.search });
  return new Promise((done) => {
    sheet.onload = sheet.onerror = () => done();
    document.head.append(sheet);
  });
}

/** How wide a pin is, in pixels. */
const WIDE = 32;

/** Pins that would lie on one another are moved apart, ring by ring, so that each can be pressed: many groups meet in one hall. */
function spread(map: Map, pins: { pin: Marker; at: LatLng }[]): void {
  const placed: Point[] = [];
  for (const { pin, at } of pins) {
    const wanted = map.latLngToLayerPoint(at);
    const free = (to: Point) => placed.every((other) => to.distanceTo(other) >= WIDE + 2);
    let found = wanted;
    for (let ring = 0; ring < 24 && !free(found); ring++)
      for (let n = 0; n < ring * 8 && !free(found); n++) {
        const turn = (n / (ring * 8)) * 2 * Math.PI;
        found = wanted.add([ring * 17 * Math.cos(turn), ring * 17 * Math.sin(turn)]);
      }
    placed.push(found);
    pin.setLatLng(map.layerPointToLatLng(found));
  }
}

/** Puts a map with streets in place of the drawn one. The drawing stays where the streets cannot be had. */
export async function draw(root: HTMLElement): Promise<void> {
  const told = JSON.parse(root.dataset.map ?? "null") as Told | null;
  const ground = root.querySelector<HTMLElement>(".q-map__ground");
  if (!told || !ground || told.dots.length === 0) return;
  await styled();
  const place = document.createElement("div");
  place.className = "q-map__streets";
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", told.title);
  const drawn = [...ground.childNodes];
  ground.replaceChildren(place);

  const map = new Map(place, { zoomControl: false, scrollWheelZoom: false, attributionControl: false });
  control.zoom({ zoomInTitle: told.closer, zoomOutTitle: told.further }).addTo(map);
  control.attribution({ prefix: false }).addAttribution(plain(told.attribution)).addTo(map);
  const tiles = tileLayer(told.url, { maxZoom: told.closest, referrerPolicy: "origin" }).addTo(map);
  // Not one street came: the drawing is better than grey squares.
  let came = 0;
  tiles.on("tileload", () => came++);
  tiles.on("load", () => {
    if (came > 0) return;
    map.remove();
    ground.replaceChildren(...drawn);
  });

  const pins = told.dots.map(([number, lat, lon, name, anchor]) => {
    const icon = divIcon({ className: "q-map__pin", html: String(Number(number)), iconSize: [WIDE, WIDE] });
    const pin = new Marker([lat, lon], { icon, title: `${number}: ${name}`, alt: `${number}: ${name}` });
    const go = () => (location.hash = anchor);
    pin.on("click", go).addTo(map);
    return { pin, go, at: latLng(lat, lon) };
  });
  map.on("zoomend viewreset", () => spread(map, pins));
  if (told.from) circleMarker(told.from, { radius: 8, color: "#212b32", weight: 2, fillColor: "#f2c14e", fillOpacity: 1, interactive: false }).addTo(map);
  const bounds = latLngBounds(told.dots.map(([, lat, lon]) => [lat, lon]));
  if (told.from) bounds.extend(told.from);
  map.fitBounds(bounds, { padding: [32, 32], maxZoom: 15 });
  spread(map, pins);
  // A pin has its element once the map has a view.
  for (const { pin, go } of pins) pin.getElement()?.addEventListener("keydown", ({ key }) => key === "Enter" && go());
}
