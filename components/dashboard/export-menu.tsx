import { Download } from 'lucide';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { type ExportForm, exportOf } from '../../lib/export/export';
import { type ExportKind, exportKinds } from '../../lib/export/table';
import type { Overview } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { Icon } from '../icon';
import type { DashboardActions } from './actions';

const FORMS: readonly ExportForm[] = ['csv', 'json'];

type Props = {
  readonly overview: Overview;
  readonly actions: Pick<DashboardActions, 'saveFile' | 'openReport'>;
  readonly announce: (sentence: string) => void;
};

/** "Export", which unfolds what can be saved in which form, and the report for paper. */
export function ExportMenu({ overview, actions, announce }: Props) {
  const [open, setOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = useCallback(() => {
    setOpen(false);
    toggle.current?.focus();
  }, []);
  useEffect(() => {
    const menu = around.current;
    if (menu === null || !open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    // Null where nothing takes the focus, as when the window itself loses it.
    const onLeave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) setOpen(false);
    };
    menu.addEventListener('keydown', onKey);
    menu.addEventListener('focusout', onLeave);
    return () => {
      menu.removeEventListener('keydown', onKey);
      menu.removeEventListener('focusout', onLeave);
    };
  }, [open, close]);

  const save = (kind: ExportKind, form: ExportForm) => {
    const file = exportOf(overview, kind, form);
    actions.saveFile(file.name, file.text, file.type);
    close();
    announce(t('export.done', { file: file.name }));
  };

  return (
    <div ref={around} class="export">
      <button
        ref={toggle}
        type="button"
        class="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon node={Download} size={14} /> {t('export')}
      </button>
      {open && (
        <div class="export-menu" id={id}>
          <p class="muted">{t('export.help')}</p>
          {exportKinds.map((kind) => (
            <div key={kind} class="export-line">
              <span>{t(`export.${kind}`)}</span>
              {FORMS.map((form) => (
                <button
                  key={form}
                  type="button"
                  class="button"
                  aria-label={t('export.named', { what: t(`export.${kind}`), form: t(`export.${form}`) })}
                  onClick={() => save(kind, form)}
                >
                  {t(`export.${form}`)}
                </button>
              ))}
            </div>
          ))}
          <button
            type="button"
            class="link"
            onClick={() => {
              close();
              void actions.openReport();
            }}
          >
            {t('export.report')}
          </button>
        </div>
      )}
    </div>
  );
}
