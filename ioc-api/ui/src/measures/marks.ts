import type { TokenName } from '../design/tokens'

/** How something is drawn, for whoever does not see colours: a kind of line, fill or dot. */
export type Mark =
  | 'thick'
  | 'thin'
  | 'dashed'
  | 'solid'
  | 'hollow'
  | 'hatched'
  | 'dot'
  | 'circle'
  | 'triangle'
  | 'square'
  | 'none'
/** One entry of a chart's legend, with its value where the crosshair stands. */
export type Item = { key: string; mark: Mark; color: TokenName; label: string; value?: string }
