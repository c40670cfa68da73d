import type { EChartsOption } from 'echarts'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { tokens, useTheme } from '../design/tokens'
import { useWords } from '../i18n'
import type { Crosshair } from './crosshair'
import { type Canvas, MARGIN } from './draw'
import { type EChartsType, init } from './echarts'

type Props = {
  label: string
  height: number
  range: { from: number; to: number }
  /** How far the arrow keys move the crosshair. */
  stepMs: number
  crosshair: Crosshair
  /** What it shows at the crosshair, in words. */
  reading: string
  option: (canvas: Canvas) => EChartsOption
  chart: RefObject<EChartsType | null>
}

/** One chart on canvas under the crosshair that all charts share. By key it is a slider over its time. */
export function Chart({ label, height, range, stepMs, crosshair, reading, option, chart }: Props) {
  const { format } = useWords()
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)

  useEffect(() => {
    const element = place.current
    if (!element) return
    const made = init(element, undefined, { renderer: 'canvas' })
    chart.current = made
    const observer = new ResizeObserver(() => {
      const next = Math.round(element.clientWidth)
      if (next > 0) {
        made.resize()
        setWidth(next)
      }
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [chart])

  useEffect(() => {
    if (width > 0 && theme) chart.current?.setOption(option({ range, tokens: tokens(), format, width }), true)
  }, [chart, option, range, format, width, theme])

  useEffect(() => {
    const move = () => {
      const at = crosshair.get()
      const element = line.current
      if (!element) return
      const inside = at !== undefined && at >= range.from && at <= range.to
      element.hidden = !inside
      if (!inside) return
      const plot = width - MARGIN.left - MARGIN.right
      const x = MARGIN.left + ((at - range.from) / (range.to - range.from)) * plot
      element.style.transform = `translateX(${x}px)`
    }
    move()
    return crosshair.subscribe(move)
  }, [crosshair, range, width])

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right)
    crosshair.point(share < 0 || share > 1 ? undefined : range.from + share * (range.to - range.from))
  }
  const byKey = (event: KeyboardEvent) => {
    const now = crosshair.get() ?? range.from + stepMs / 2
    const moves: Record<string, number> = {
      ArrowRight: now + stepMs,
      ArrowLeft: now - stepMs,
      PageUp: now + 6 * stepMs,
      PageDown: now - 6 * stepMs,
      Home: range.from + stepMs / 2,
      End: range.to - stepMs / 2,
    }
    const next = moves[event.key]
    if (event.key === 'Escape' && crosshair.get() !== undefined) {
      event.preventDefault()
      crosshair.point(undefined)
    }
    if (next === undefined) return
    event.preventDefault()
    crosshair.point(Math.min(range.to - 1, Math.max(range.from, next)))
  }
  const at = Math.min(range.to, Math.max(range.from, crosshair.get() ?? range.from))
  return (
    <div
      className="chart"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={range.from}
      aria-valuemax={range.to}
      aria-valuenow={at}
      aria-valuetext={reading || format.shortTime(at)}
      onPointerMove={point}
      onPointerLeave={() => crosshair.point(undefined)}
      onKeyDown={byKey}
    >
      <div ref={place} className="chart-canvas" style={{ height }} />
      <i ref={line} className="chart-line" hidden />
    </div>
  )
}
