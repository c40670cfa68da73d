import { useEffect, useRef } from 'react'
import { tokens, useTheme } from '../design/tokens'
import { useWords } from '../i18n'
import type { Crosshair } from './crosshair'
import { binMs, type Range, rangeText } from './range'
import { binStarts } from './tables'

/** Of which bins the log is whole: what the charts below can be believed in. */
export function LogStrip({
  range,
  whole,
  crosshair,
}: {
  range: Range
  whole: ReadonlySet<number> | undefined
  crosshair: Crosshair
}) {
  const { t, format } = useWords()
  const theme = useTheme()
  const canvas = useRef<HTMLCanvasElement>(null)
  const starts = binStarts(range)
  const count = whole ? starts.filter((start) => whole.has(start)).length : undefined

  useEffect(() => {
    const draw = () => {
      const element = canvas.current
      const context = element?.getContext('2d')
      if (!element || !context || !theme) return
      const colors = tokens()
      const { width, height } = element
      const at = crosshair.get()
      context.clearRect(0, 0, width, height)
      context.strokeStyle = colors['--edge-strong']
      context.strokeRect(0.5, 0.5, width - 1, height - 1)
      context.fillStyle = colors['--edge-strong']
      const part = binMs(range.bin) / (range.to - range.from)
      for (let start = range.from; start < range.to; start += binMs(range.bin))
        if (whole?.has(start))
          context.fillRect(((start - range.from) / (range.to - range.from)) * width, 0, part * width, height)
      if (at === undefined) return
      context.fillStyle = colors['--text']
      context.fillRect(((at - range.from) / (range.to - range.from)) * width - 1, 0, 2, height)
    }
    draw()
    return crosshair.subscribe(draw)
  }, [range, whole, crosshair, theme])

  return (
    <p className="log-strip" data-testid="log-strip">
      <span>
        {count === undefined
          ? t('measures.working')
          : t('measures.log.share', { n: format.number(count), m: format.number(starts.length) })}
      </span>
      <canvas ref={canvas} width={480} height={8} role="img" aria-label={t('measures.log.label')} />
      <span>{rangeText(range, format)}</span>
    </p>
  )
}
