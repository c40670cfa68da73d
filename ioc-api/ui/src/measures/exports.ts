import { tokens } from '../design/tokens'
import type { EChartsType } from './echarts'

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

export function saveText(text: string, name: string): void {
  // The mark lets spreadsheets read the Vietnamese in it.
  save(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), name)
}

const SCALE = 2
const HEAD = 56

/** The chart as it stands, under lines that say what it is: a picture is passed on without its screen. */
export function savePicture(charts: readonly EChartsType[], lines: readonly string[], name: string): void {
  const colors = tokens()
  const pictures = charts.map((chart) =>
    chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: colors['--surface-1'] }),
  )
  const width = Math.max(...pictures.map((picture) => picture.width))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = HEAD * SCALE + pictures.reduce((sum, picture) => sum + picture.height, 0)
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = colors['--surface-1']
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = colors['--text']
  for (const [index, line] of lines.entries()) {
    context.font = `${index === 0 ? 600 : 400} ${(index === 0 ? 15 : 12) * SCALE}px "Be Vietnam Pro", sans-serif`
    context.fillText(line, 16 * SCALE, (22 + index * 20) * SCALE)
  }
  let y = HEAD * SCALE
  for (const picture of pictures) {
    context.drawImage(picture, 0, y)
    y += picture.height
  }
  canvas.toBlob((blob) => blob && save(blob, name), 'image/png')
}
