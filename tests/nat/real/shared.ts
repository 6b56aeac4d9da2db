import { ADDRESSES, SHARED } from './addresses.ts';
import { rulesOf, sharedCarrierRules } from './nat-kinds.ts';
import { type NameOf, cable, ip, plugInto, setRules } from './netns.ts';

/*
 * What both sides can have in common: a carrier, or a home.
 */

/** Lays the second side's cables to the first one's carrier, and to its home. */
export function makeShared(nameOf: NameOf): void {
  const [nat, cgn] = [nameOf('nat-b'), nameOf('cgn-a')];
  cable(nat, 'shared0', cgn, 'inside1');
  ip('-n', cgn, 'address', 'add', `${SHARED.carrier}/24`, 'dev', 'inside1');
  ip('-n', cgn, 'link', 'set', 'inside1', 'up');
  cable(nameOf('home-b'), 'net1', nameOf('nat-a'), 'lan1');
  plugInto(nameOf('nat-a'), 'inside0', 'lan1');
}

/** Makes the second side's router a customer of the first one's carrier, by `shared0`. */
export function shareCarrier(hairpins: boolean, nameOf: NameOf): void {
  const nat = nameOf('nat-b');
  ip('-n', nat, 'address', 'add', `${SHARED.customer}/24`, 'dev', 'shared0');
  ip('-n', nat, 'route', 'replace', 'default', 'via', SHARED.carrier);
  const place = { inside: ADDRESSES.b.home, outside: SHARED.customer };
  setRules(nat, rulesOf('linux', place).replaceAll('"outside0"', '"shared0"'));
  setRules(nameOf('cgn-a'), sharedCarrierRules(ADDRESSES.a.outside, hairpins));
}

/** Takes the second side's host to the first one's home. */
export function shareHome(nameOf: NameOf): void {
  const home = nameOf('home-b');
  ip('-n', home, '-4', 'address', 'flush', 'dev', 'net0');
  ip('-n', home, 'link', 'set', 'net0', 'down');
  ip('-n', home, 'link', 'set', 'net1', 'up');
  ip('-n', home, 'address', 'add', `${SHARED.home}/24`, 'dev', 'net1');
  ip('-n', home, 'route', 'replace', 'default', 'via', ADDRESSES.a.router);
}

export function leaveSharedHome(nameOf: NameOf): void {
  const home = nameOf('home-b');
  ip('-n', home, '-4', 'address', 'flush', 'dev', 'net1');
  ip('-n', home, 'link', 'set', 'net1', 'down');
  ip('-n', home, 'link', 'set', 'net0', 'up');
}
