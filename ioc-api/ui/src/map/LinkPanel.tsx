import { PanelHead } from '../design/PanelHead'
import { useWords } from '../i18n'
import { FlowBlock } from '../intersection/FlowBlock'
import { useTopic } from '../live/hooks'
import { useNetwork } from '../session/api'

export function LinkPanel({ id, close }: { id: string; close: () => void }) {
  const { t, name, format } = useWords()
  const link = useNetwork().data?.links.find((each) => each.id === id)
  const entry = useTopic<'link'>(`link/${id}`)
  return (
    <>
      <PanelHead
        title={link ? name(link.street) : id}
        under={<span className="mono">{id}</span>}
        close={close}
      />
      <div className="panel-body">
        {link && (
          <p className="form-note">
            {t('map.lanes', { n: link.lanes.length })} ·{' '}
            {t('map.limit', { n: format.number(link.speedLimitKmh) })} · {format.number(link.lengthM)}{' '}
            {t('units.m')}
          </p>
        )}
        <h3>{t('intersection.flow')}</h3>
        <FlowBlock flow={entry?.gone === undefined ? entry?.body : undefined} />
      </div>
    </>
  )
}
