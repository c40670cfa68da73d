import { useMemo } from 'react'
import { Age } from '../design/Age'
import { DeskOnly } from '../design/DeskOnly'
import { useWords } from '../i18n'
import type { Entry } from '../live/entries'
import { useCollection, useLiveStore, useNow } from '../live/hooks'
import type { LiveIntake } from '../live/types'
import { useDevices } from '../session/api'
import { rejectionRows } from './rejections'

const SILENT_MS = 10_000

/** What comes in, and what was refused: bad input must not vanish unseen. */
export function IntakeRoom() {
  const { t, word, format } = useWords()
  const intakes = useCollection('intake').filter((entry) => entry.gone === undefined)
  const rows = useMemo(() => rejectionRows(intakes), [intakes])
  const known = new Set((useDevices().data ?? []).map((each) => each.device.id))
  const refusals = new Map<string, number>()
  for (const intake of intakes)
    for (const [reason, count] of Object.entries(intake.body.coreRefusals))
      refusals.set(reason, (refusals.get(reason) ?? 0) + count)
  const commands = intakes
    .flatMap((entry) => entry.body.gateway.refusedCommands)
    .sort((a, b) => b.at.localeCompare(a.at))

  return (
    <DeskOnly>
      <section className="room" aria-labelledby="intake-title">
        <header className="room-head">
          <h1 id="intake-title">{t('intake.title')}</h1>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
        <section className="scroll padded" tabIndex={0} aria-label={t('intake.title')}>
          {intakes.length === 0 && <p className="notice">{t('intake.noGateway')}</p>}
          {intakes.map((entry) => (
            <Gateway key={entry.id} entry={entry} />
          ))}
          <h2>{t('intake.rejections')}</h2>
          {rows.length === 0 ? (
            <p className="form-note">{t('intake.noRejections')}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('intake.device')}</th>
                  <th scope="col">{t('intake.reason')}</th>
                  <th scope="col" className="num">
                    {t('intake.count')}
                  </th>
                  <th scope="col" className="num">
                    {t('intake.last')}
                  </th>
                  <th scope="col">{t('intake.detail')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.gateway}/${row.device}/${row.reason}`}>
                    <td>
                      <span className="mono">{row.device}</span>
                      {known.size > 0 && !known.has(row.device) && (
                        <small> {t('intake.unknownDevice')}</small>
                      )}
                    </td>
                    <td>{word('rejection', row.reason)}</td>
                    <td className="num">{format.number(row.count)}</td>
                    <td className="num">
                      <Age at={row.at} ago />
                    </td>
                    <td className="c-detail" title={row.detail}>
                      {row.detail}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {refusals.size > 0 && (
            <>
              <h2>{t('intake.coreRefusals')}</h2>
              <dl className="facts narrow">
                {[...refusals].map(([reason, count]) => (
                  <div key={reason} className="fact">
                    <dt>{word('rejection', reason)}</dt>
                    <dd>{format.number(count)}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
          <h2>{t('intake.refusedCommands')}</h2>
          {commands.length === 0 ? (
            <p className="form-note">{t('intake.noRefusedCommands')}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('alarms.where')}</th>
                  <th scope="col">{t('intake.verdict')}</th>
                  <th scope="col" className="num">
                    {t('intake.last')}
                  </th>
                  <th scope="col">{t('intake.detail')}</th>
                </tr>
              </thead>
              <tbody>
                {commands.map((row) => (
                  <tr key={`${row.command}/${row.at}`}>
                    <td className="mono">{row.intersection}</td>
                    <td>{word('verdict', row.verdict)}</td>
                    <td className="num">
                      <Age at={Date.parse(row.at)} ago />
                    </td>
                    <td className="c-detail">{row.detail}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </section>
    </DeskOnly>
  )
}

function Gateway({ entry }: { entry: Entry<LiveIntake> }) {
  const { t, format } = useWords()
  const now = useNow(1000)
  const rate = useLiveStore().rate
  const { gateway, missingBatches } = entry.body
  const at = Date.parse(gateway.at)
  const silent = now - at > SILENT_MS * Math.max(1, rate)
  const online = gateway.links.filter((link) => link.online).length
  return (
    <article className="gateway" data-silent={silent}>
      <h2>
        {t('intake.gateway', { id: gateway.gateway })}
        {silent && <small className="fault"> {t('intake.silent', { time: format.time(at) })}</small>}
      </h2>
      {gateway.outboxFault && (
        <p className="fault">{t('intake.outboxFault', { fault: gateway.outboxFault })}</p>
      )}
      <dl className="tiles">
        <div>
          <dt>{t('intake.received')}</dt>
          <dd>{format.number(gateway.messagesReceived)}</dd>
        </div>
        <div>
          <dt>{t('intake.outbox')}</dt>
          <dd>{format.number(gateway.outboxBatches)}</dd>
        </div>
        <div>
          <dt>{t('intake.oldest')}</dt>
          <dd>
            {format.number(gateway.outboxOldest, 1)} {t('units.s')}
          </dd>
        </div>
        <div>
          <dt>{t('intake.missing')}</dt>
          <dd>{format.number(missingBatches)}</dd>
        </div>
        <div>
          <dt>{t('intake.online')}</dt>
          <dd>{t('common.of', { n: online, m: gateway.links.length })}</dd>
        </div>
      </dl>
      <p className="form-note">{t('intake.since')}</p>
    </article>
  )
}
