import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import type { Tokens } from '../design/tokens'
import type { Network } from '../session/api'
import { pixelsPerMetre } from './geometry'
import { laneMarks, ribbons } from './network'

/** Ribbons far away, true width when close. */
function width(lat: number, extra: number): DataDrivenPropertyValueSpecification<number> {
  const metres = (zoom: number): ExpressionSpecification => [
    '+',
    extra,
    ['max', 3.5, ['*', ['get', 'widthM'], pixelsPerMetre(zoom, lat)]],
  ]
  return [
    'interpolate',
    ['exponential', 2],
    ['zoom'],
    11,
    1 + extra / 2,
    13.5,
    ['+', extra, ['min', 3.2, ['+', 1.4, ['*', 0.5, ['get', 'lanes']]]]],
    15.5,
    metres(15.5),
    21,
    metres(21),
  ]
}

function losColour(tokens: Tokens): ExpressionSpecification {
  return [
    'match',
    ['coalesce', ['feature-state', 'los'], ''],
    'A',
    tokens['--los-a'],
    'B',
    tokens['--los-b'],
    'C',
    tokens['--los-c'],
    'D',
    tokens['--los-d'],
    'E',
    tokens['--los-e'],
    'F',
    tokens['--los-f'],
    tokens['--road'],
  ]
}

/** The street network of the product's own data. Everything that moves or has words is drawn above it, see overlay.ts. */
export function mapStyle(network: Network, tokens: Tokens): StyleSpecification {
  const lat = network.nodes[0]?.at.lat ?? 9.78
  return {
    version: 8,
    sources: {
      ribbons: { type: 'geojson', data: ribbons(network) },
      marks: { type: 'geojson', data: laneMarks(network) },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': tokens['--ground'] } },
      {
        id: 'road-near',
        type: 'line',
        source: 'ribbons',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': tokens['--text-3'],
          'line-opacity': ['case', ['boolean', ['feature-state', 'near'], false], 0.4, 0],
          'line-width': width(lat, 7),
        },
      },
      {
        id: 'road-edge',
        type: 'line',
        source: 'ribbons',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': tokens['--road-edge'], 'line-width': width(lat, 2) },
      },
      {
        id: 'road',
        type: 'line',
        source: 'ribbons',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': losColour(tokens),
          'line-width': width(lat, 0),
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 16, 1, 18, 0.75],
        },
      },
      {
        id: 'road-hover',
        type: 'line',
        source: 'ribbons',
        paint: {
          'line-color': tokens['--focus'],
          'line-width': 2,
          'line-opacity': ['case', ['boolean', ['feature-state', 'selected'], false], 1, 0],
        },
      },
      {
        id: 'marks',
        type: 'line',
        source: 'marks',
        minzoom: 16,
        filter: ['==', ['get', 'kind'], 'lane'],
        paint: {
          'line-color': tokens['--lane-mark'],
          'line-width': ['interpolate', ['linear'], ['zoom'], 16, 0.5, 19, 1.5],
          'line-dasharray': [6, 6],
        },
      },
      {
        id: 'centre',
        type: 'line',
        source: 'marks',
        minzoom: 15,
        filter: ['==', ['get', 'kind'], 'centre'],
        paint: {
          'line-color': tokens['--ground'],
          'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.8, 19, 2],
        },
      },
      {
        id: 'arrows',
        type: 'symbol',
        source: 'ribbons',
        minzoom: 15.5,
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 120,
          'icon-image': 'arrow',
          'icon-size': ['interpolate', ['linear'], ['zoom'], 15.5, 0.4, 18, 0.8],
          'icon-allow-overlap': true,
          'icon-rotation-alignment': 'map',
        },
      },
    ],
  }
}

/** A slender arrow towards the right, the direction of a line. */
export function arrowImage(colour: string): ImageData {
  const size = 32
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(size, size)
  context.strokeStyle = colour
  context.lineWidth = 4
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.beginPath()
  context.moveTo(11, 8)
  context.lineTo(20, 16)
  context.lineTo(11, 24)
  context.stroke()
  return context.getImageData(0, 0, size, size)
}
