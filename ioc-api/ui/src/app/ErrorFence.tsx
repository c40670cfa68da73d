import { Component, type ReactNode } from 'react'
import { useWords } from '../i18n'

type Props = { children: ReactNode; resetKey?: string }

/** Keeps the failure of one part from taking the rest of the screen with it. */
export class ErrorFence extends Component<Props, { failed: boolean; key?: string }> {
  override state: { failed: boolean; key?: string } = { failed: false, key: this.props.resetKey }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: Props, state: { failed: boolean; key?: string }) {
    return props.resetKey === state.key ? null : { failed: false, key: props.resetKey }
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const { t } = useWords()
  return (
    <div className="notice" role="alert">
      <p>{t('common.error')}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {t('common.reload')}
      </button>
    </div>
  )
}
