import { useWords } from '../i18n'
import type { ViolationCase } from '../session/api'
import { placeOf, type Strip, stripOf } from './lampStrip'

/** The controller's own log around the instant: which lamp was lit, where the red begins, where the line was passed. */
export function LampStrip({ one }: { one: ViolationCase }) {
  const { t, word, format } = useWords()
  const strip = stripOf(one)
  if (!strip) return <p className="form-note">{t('violations.strip.empty')}</p>
  const said = strip.groups
    .flatMap(({ group, pieces }) =>
      pieces.map((piece) =>
        t('violations.strip.piece', {
          group,
          lamp: word('lamp', piece.lamp),
          s: format.number(piece.from, 1),
        }),
      ),
    )
    .join('; ')
  const entered =
    strip.entered === undefined ? '' : t('violations.strip.entered', { s: format.number(strip.entered, 1) })
  return (
    <figure
      className="lamp-strip"
      role="img"
      aria-label={t('violations.strip.label', { lamps: said, entered })}
    >
      <figcaption>{t('violations.strip.title')}</figcaption>
      <div className="strip-rows" aria-hidden="true">
        {strip.groups.map(({ group, pieces }) => (
          <div className="strip-row" key={group}>
            <span className="strip-group">{group}</span>
            <span className="strip-line">
              {pieces.map((piece) => (
                <i
                  key={piece.from}
                  className="strip-piece"
                  data-lamp={piece.lamp}
                  data-last={piece.to === strip.to && piece.from < 0}
                  style={{
                    left: `${placeOf(strip, piece.from)}%`,
                    width: `${placeOf(strip, piece.to) - placeOf(strip, piece.from)}%`,
                  }}
                >
                  <span>{word('lamp', piece.lamp)}</span>
                </i>
              ))}
            </span>
          </div>
        ))}
        <Marks strip={strip} grace={one.graceS} />
      </div>
    </figure>
  )
}

function Marks({ strip, grace }: { strip: Strip; grace: number }) {
  const { t, format } = useWords()
  const left = (second: number) => ({ left: `${placeOf(strip, second)}%` })
  return (
    <div className="strip-marks">
      {strip.grace && (
        <i
          className="strip-grace"
          title={t('violations.strip.grace', { s: format.number(grace, 1) })}
          style={{
            ...left(strip.grace.from),
            width: `${placeOf(strip, strip.grace.to) - placeOf(strip, strip.grace.from)}%`,
          }}
        />
      )}
      {strip.ticks.map((tick) => (
        <span className="strip-tick" key={tick} style={left(tick)}>
          {tick > 0 ? `+${tick}` : String(tick).replace('-', '−')}
        </span>
      ))}
      <i className="strip-at" style={left(0)}>
        <span data-end={strip.entered === undefined || strip.entered > 0.6}>
          {t('violations.strip.line')}
        </span>
      </i>
      {strip.entered !== undefined && (
        <i className="strip-at" data-entered="true" style={left(strip.entered)}>
          <span>{t('violations.strip.junction')}</span>
        </i>
      )}
    </div>
  )
}
