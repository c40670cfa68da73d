import type { Feature, FeatureCollection, LineString } from 'geojson'
import type { Link, Network } from '../session/api'
import { type LonLat, offsetLine } from './geometry'

export function lineOf(link: Link): LonLat[] {
  return link.line.map((point) => [point.lon, point.lat])
}

export function widthOf(link: Link): number {
  return link.lanes.reduce((sum, lane) => sum + lane.widthM, 0)
}

/** Both directions of a street share their centre line: where there is one, each keeps to its right. */
export function hasOpposite(link: Link, network: Network): boolean {
  return network.links.some((other) => other.from === link.to && other.to === link.from)
}

type Lines = FeatureCollection<LineString>

/** One ribbon per link along the middle of its carriageway; its id is the link's place in the network, for feature state. */
export function ribbons(network: Network): Lines {
  return {
    type: 'FeatureCollection',
    features: network.links.map((link, index): Feature<LineString> => {
      const width = widthOf(link)
      return {
        type: 'Feature',
        id: index,
        properties: { link: link.id, widthM: width, lanes: link.lanes.length },
        geometry: {
          type: 'LineString',
          coordinates: hasOpposite(link, network) ? offsetLine(lineOf(link), width / 2) : lineOf(link),
        },
      }
    }),
  }
}

/** Lines between lanes, and the centre line of the street. */
export function laneMarks(network: Network): Lines {
  const features: Feature<LineString>[] = []
  for (const link of network.links) {
    const line = lineOf(link)
    const twoWay = hasOpposite(link, network)
    const start = twoWay ? 0 : -widthOf(link) / 2
    const fromCentre = [...link.lanes].sort((a, b) => b.number - a.number)
    if (twoWay && link.from < link.to) features.push(mark(line, 'centre'))
    let at = start
    for (const lane of fromCentre.slice(0, -1)) {
      at += lane.widthM
      features.push(mark(offsetLine(line, at), 'lane'))
    }
  }
  return { type: 'FeatureCollection', features }
}

function mark(line: LonLat[], kind: 'lane' | 'centre'): Feature<LineString> {
  return { type: 'Feature', properties: { kind }, geometry: { type: 'LineString', coordinates: line } }
}
