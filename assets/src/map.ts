// Streets under the map: Leaflet, from a source of tiles named in the settings. Loaded only when a map comes into view and such a source is set.
import { Map, Marker, divIcon, control, tileLayer, latLngBounds, circleMarker } from "leaflet/dist/leaflet-src.esm.js";
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

  for (const [number, lat, lon, name, anchor] of told.dots) {
    const icon = divIcon({ className: "q-map__pin", html: String(Number(number)), iconSize: [32, 32] });
    new Marker([lat, lon], { icon, title: `${number}: ${name}`, alt: `${number}: ${name}` })
      .on("click", () => (location.hash = anchor))
      .addTo(map);
  }
  if (told.from) circleMarker(told.from, { radius: 8, color: "#212b32", weight: 2, fillColor: "#f2c14e", fillOpacity: 1, interactive: false }).addTo(map);
  const bounds = latLngBounds(told.dots.map(([, lat, lon]) => [lat, lon]));
  if (told.from) bounds.extend(told.from);
  map.fitBounds(bounds, { padding: [32, 32], maxZoom: 15 });
}
