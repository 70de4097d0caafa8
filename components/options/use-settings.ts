import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import type { Settings } from '../../lib/model/settings';

export type ChangeSettings = (change: Partial<Settings>) => Promise<Result<null>>;

type Asked = { readonly change: Partial<Settings>; readonly stored: boolean };

/**
 * The settings as they will hold once everything asked for is stored: a switch moves at once, and a second change
 * builds on the first. What could not be stored goes back to what holds.
 */
export function useSettings(stored: Settings, send: ChangeSettings) {
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  useEffect(() => setAsked((all) => all.filter((one) => !one.stored)), [stored]);
  const change: ChangeSettings = async (wanted) => {
    const own: Asked = { change: wanted, stored: false };
    setAsked((all) => [...all, own]);
    const result = await send(wanted);
    setAsked((all) =>
      all.flatMap((one) => {
        if (one !== own) return [one];
        return result.ok ? [{ ...own, stored: true }] : [];
      }),
    );
    return result;
  };
  let settings = stored;
  for (const one of asked) settings = { ...settings, ...one.change };
  return { settings, change };
}
