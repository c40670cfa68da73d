import type { CustomSeriesRenderItemReturn, EChartsOption } from 'echarts'
import type { Tokens } from '../design/tokens'
import type { Format } from '../i18n/format'
import { ZONE_AHEAD_MS } from '../i18n/format'
import { tickMs } from './range'

/** What a chart is drawn with. Across goes the city's time: instants are moved by its zone, so that marks stand at its full hours. */
export type Canvas = { range: { from: number; to: number }; tokens: Tokens; format: Format; width: number }

export const across = (at: number) => at + ZONE_AHEAD_MS
export const MARGIN = { left: 52, right: 16, top: 32, bottom: 22 }
const FACE = '"Be Vietnam Pro", sans-serif'

export type Axis = {
  unit: string
  max?: number
  interval?: number
  /** In per cent of a ratio. */
  percent?: boolean
  digits?: number
}

/** Full hours, or parts of one, of the city's day. */
function marksOf(range: { from: number; to: number }, step: number): number[] {
  const marks: number[] = []
  for (let at = Math.ceil(across(range.from) / step) * step; at < across(range.to); at += step)
    if (at > across(range.from) + step / 4 && at < across(range.to) - step / 4) marks.push(at)
  return marks
}

/** Frame of every chart: time across, one value from zero up. */
export function frame(canvas: Canvas, axis: Axis, series: EChartsOption['series']): EChartsOption {
  const { range, tokens, format, width } = canvas
  const text = { color: tokens['--text-3'], fontFamily: FACE, fontSize: 12 }
  const marks = marksOf(range, tickMs(range, Math.max(2, Math.floor((width - 68) / 64))))
  return {
    animation: false,
    textStyle: { fontFamily: FACE },
    grid: { ...MARGIN, containLabel: false },
    xAxis: {
      type: 'value',
      min: across(range.from),
      max: across(range.to),
      axisLine: { lineStyle: { color: tokens['--edge-strong'] } },
      axisTick: { customValues: marks, lineStyle: { color: tokens['--edge-strong'] } },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        customValues: marks,
        formatter: (value: number) => format.shortTime(value - ZONE_AHEAD_MS),
      },
    },
    yAxis: {
      type: 'value',
      name: axis.unit,
      nameLocation: 'end',
      nameGap: 14,
      nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -MARGIN.left] },
      min: 0,
      max: axis.percent ? 1 : axis.max,
      interval: axis.percent ? 0.25 : axis.interval,
      minInterval: axis.digits ? undefined : axis.percent ? undefined : 1,
      splitNumber: 3,
      axisLabel: {
        ...text,
        formatter: (value: number) =>
          axis.percent ? format.number(value * 100) : format.number(value, axis.digits ?? 0),
      },
      splitLine: { lineStyle: { color: tokens['--edge'] } },
    },
    series,
  }
}

/** Bins as level lines; what is not there is a gap. */
export function steps(
  starts: readonly number[],
  lengthMs: number,
  values: readonly (number | undefined)[],
  style: { color: string; width: number; dashed?: boolean },
  z = 2,
): object {
  const data: (number | null)[][] = []
  for (const [index, value] of values.entries()) {
    const start = starts[index]
    if (start === undefined) continue
    if (value === undefined) {
      data.push([across(start), null])
      continue
    }
    data.push([across(start), value], [across(start + lengthMs), value])
  }
  return {
    type: 'line',
    data,
    z,
    silent: true,
    showSymbol: false,
    connectNulls: false,
    lineStyle: { color: style.color, width: style.width, type: style.dashed ? [4, 3] : 'solid' },
  }
}

export type Fill = 'solid' | 'hollow' | 'hatched'
export type Stack = { values: readonly (number | undefined)[]; color: string; fill: Fill }

/** Bins as bars upon each other, the first at the bottom, from zero. */
export function bars(starts: readonly number[], lengthMs: number, stacks: readonly Stack[]): object {
  const data: number[][] = []
  for (const [index, start] of starts.entries()) {
    let base = 0
    for (const [which, stack] of stacks.entries()) {
      const value = stack.values[index]
      if (value === undefined) continue
      data.push([across(start), base, base + value, which])
      base += value
    }
  }
  return {
    type: 'custom',
    z: 2,
    silent: true,
    data,
    encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: RenderApi): CustomSeriesRenderItemReturn => {
      const stack = stacks[api.value(3)]
      const [x = 0, top = 0] = api.coord([api.value(0), api.value(2)])
      const [end = 0, bottom = 0] = api.coord([api.value(0) + lengthMs, api.value(1)])
      if (!stack || bottom <= top) return undefined
      return {
        type: 'rect',
        shape: { x: x + 0.5, y: top, width: Math.max(1, end - x - 1), height: bottom - top },
        style:
          stack.fill === 'hollow'
            ? { fill: 'none', stroke: stack.color, lineWidth: 1 }
            : { fill: stack.fill === 'hatched' ? hatch(stack.color) : stack.color },
      }
    },
  }
}

/** What ECharts hands to a custom series, as far as it is used here. */
export type RenderApi = { value(dimension: number): number; coord(point: [number, number]): number[] }

function hatch(color: string): { image: HTMLCanvasElement; repeat: 'repeat' } | string {
  const tile = document.createElement('canvas')
  tile.width = 6
  tile.height = 6
  const context = tile.getContext('2d')
  if (!context) return color
  context.strokeStyle = color
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(-1, 7)
  context.lineTo(7, -1)
  context.moveTo(-1, 1)
  context.lineTo(1, -1)
  context.moveTo(5, 7)
  context.lineTo(7, 5)
  context.stroke()
  return { image: tile, repeat: 'repeat' }
}
