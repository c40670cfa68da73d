import type { Item, Mark } from './marks'

const SHAPES: Record<Mark, string> = {
  thick: 'M0 6h14v3H0z',
  thin: 'M0 7h14v1H0z',
  dashed: 'M0 6.500h4v2H0zM7 6.500h4v2H7z',
  solid: 'M2 2h11v11H2z',
  hollow: 'M2 2h11v11H2z',
  hatched: 'M2 13L13 2M2 8l6-6M8 13l5-5',
  dot: 'M7 5a2.500 2.500 0 110 5 2.500 2.500 0 010-5z',
  circle: 'M7.500 3.500a4 4 0 110 8 4 4 0 010-8z',
  triangle: 'M7.500 3L12 12H3z',
  square: 'M4 4h7v7H4z',
  none: '',
}
const OUTLINED: readonly Mark[] = ['hollow', 'hatched', 'circle']

/** What the marks of a chart mean, and their values at the crosshair. Its place is kept, so that nothing jumps. */
export function Legend({ items }: { items: readonly Item[] }) {
  return (
    <ul className="chart-legend">
      {items.map((item) => (
        <li key={item.key}>
          {item.mark !== 'none' && (
            <svg viewBox="0 0 15 15" width="13" height="13" aria-hidden="true">
              <path
                d={SHAPES[item.mark]}
                fill={OUTLINED.includes(item.mark) ? 'none' : `var(${item.color})`}
                stroke={OUTLINED.includes(item.mark) ? `var(${item.color})` : 'none'}
                strokeWidth={item.mark === 'hatched' ? 2 : 1.4}
              />
            </svg>
          )}
          {item.label}
          {item.value !== undefined && <b>{item.value}</b>}
        </li>
      ))}
    </ul>
  )
}
