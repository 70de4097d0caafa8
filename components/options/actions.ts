import type { Account, AccountId, ProviderId, ServerId } from '../../lib/model/account';
import type { ImportOutcome, Result, TestOutcome } from '../../lib/model/messages';
import type { Settings } from '../../lib/model/settings';
import type { Trouble } from '../../lib/model/trouble';

export type AddOutcome =
  | { readonly kind: 'added'; readonly account: Account }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** What the settings ask of the world around them. */
export type OptionsActions = {
  /** Must be called straight from the click: it is what entitles to ask for the provider's origin. */
  readonly addAccount: (provider: ProviderId, label: string, key: string) => Promise<AddOutcome>;
  /** Asks for the provider's origin again, straight from the click, too. */
  readonly allowAccess: (provider: ProviderId) => Promise<void>;
  readonly replaceKey: (accountId: AccountId, key: string) => Promise<Result<null>>;
  readonly renameAccount: (accountId: AccountId, label: string) => Promise<Result<null>>;
  readonly removeAccount: (accountId: AccountId) => Promise<Result<null>>;
  /** `null` forgets the number. */
  readonly setLegacyId: (
    accountId: AccountId,
    serverId: ServerId,
    legacyId: string | null,
  ) => Promise<Result<null>>;
  /**
   * Switches what is shown in a provider's own panel: `panelsOff` is what is to be off from now on. Asks for the
   * panel's origin where it is to be on, so it must be called straight from the click.
   */
  readonly showInPanel: (provider: ProviderId, panelsOff: readonly ProviderId[]) => Promise<Result<null>>;
  /** Changes the named settings and leaves the others. */
  readonly changeSettings: (change: Partial<Settings>) => Promise<Result<null>>;
  readonly testNotification: () => Promise<Result<TestOutcome>>;
  readonly exportSettings: () => Promise<Result<{ readonly text: string }>>;
  /** Leaves a text with the person as a file. */
  readonly saveFile: (name: string, text: string) => void;
  readonly importSettings: (text: string) => Promise<Result<ImportOutcome>>;
  readonly setPassphrase: (passphrase: string) => Promise<Result<null>>;
  readonly changePassphrase: (current: string, next: string) => Promise<Result<null>>;
  readonly removePassphrase: (current: string) => Promise<Result<null>>;
  readonly lockNow: () => Promise<Result<null>>;
  readonly diagnostics: () => Promise<Result<{ readonly text: string }>>;
  /** Lays a text into the clipboard; false where the browser does not let it. */
  readonly copyText: (text: string) => Promise<boolean>;
};
