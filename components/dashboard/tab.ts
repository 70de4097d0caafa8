import type { ComponentType } from 'preact';
import type { Address, View } from '../../lib/fleet/dashboard/address';
import type { Overview } from '../../lib/fleet/types';
import type { DashboardActions } from './actions';

/** Changes the address. `same`: what is typed letter by letter is one step of the way back. */
export type Go = (change: Partial<Address>, step?: 'new' | 'same') => void;

/** What every tab is given: the judged fleet, what the address asks for, and what it may ask of the world. */
export type TabProps = {
  readonly overview: Overview;
  readonly address: Address;
  readonly go: Go;
  readonly actions: DashboardActions;
  /** Says a sentence to who hears the page. */
  readonly announce: (sentence: string) => void;
};

/** One tab of the dashboard; its words are `dashboard.tab.<view>`. */
export type Tab = { readonly view: View; readonly Content: ComponentType<TabProps> };
