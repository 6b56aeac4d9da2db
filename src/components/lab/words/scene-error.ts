import type { Locale } from '#src/i18n/locales.ts';
import { labScene } from '#src/i18n/messages/lab-scene.ts';
import type { SceneError } from '#src/simulator/index.ts';
import type { SceneLinkProblem } from '../link/scene-link.ts';

/** What is wrong with a scene, and where: `nodes[2].outside.ipv4: not an address of 192.168.1.0/24`. */
export function sceneErrorWords(error: SceneError, locale: Locale): string {
  const words = labScene[locale];
  const problem = problemWords(error, locale);
  return error.place === '' ? words.whole(problem) : words.at(error.place, problem);
}

/** Why a link is not opened, in one or two sentences. */
export function sceneLinkWords(problem: SceneLinkProblem, locale: Locale): string {
  const { link } = labScene[locale];
  switch (problem.kind) {
    case 'too-long':
      return link.refused(link.tooLong);
    case 'damaged':
      return link.refused(link.damaged);
    case 'other-version':
      return link.refused(link.otherVersion);
    case 'bad-scene':
      return link.refused(link.badScene(sceneErrorWords(problem.error, locale)));
  }
}

function problemWords(error: SceneError, locale: Locale): string {
  const words = labScene[locale];
  switch (error.kind) {
    case 'wrong-type':
      return words.types[error.expected];
    case 'missing':
      return words.missing;
    case 'unknown-field':
      return words.unknownField;
    case 'not-one-of':
      return words.notOneOf(error.choices.join(', '));
    case 'not-whole':
      return words.notWhole;
    case 'out-of-range':
      return words.outOfRange(error.min, error.max);
    case 'wrong-count':
      return words.wrongCount(error.min, error.max);
    case 'too-long':
      return words.tooLong(error.maxChars);
    case 'not-an-id':
      return words.notAnId;
    case 'not-an-address':
      return words.notAnAddress(error.family);
    case 'not-a-prefix':
      return words.notAPrefix(error.family);
    case 'not-in-order':
      return words.notInOrder;
    default:
      return meaningWords(error, locale);
  }
}

type Shape =
  | 'wrong-type'
  | 'missing'
  | 'unknown-field'
  | 'not-one-of'
  | 'not-whole'
  | 'out-of-range'
  | 'wrong-count'
  | 'too-long'
  | 'not-an-id'
  | 'not-an-address'
  | 'not-a-prefix'
  | 'not-in-order';

/** What doesn't fit together, where each field alone is right. */
function meaningWords(error: Exclude<SceneError, { kind: Shape }>, locale: Locale): string {
  const words = labScene[locale];
  switch (error.kind) {
    case 'no-address':
      return words.noAddress;
    case 'duplicate':
      return words.duplicate;
    case 'outside-prefix':
      return error.prefix === undefined ? words.notPublic : words.outsidePrefix(error.prefix);
    case 'address-taken':
      return words.addressTaken(error.network);
    case 'no-such-network':
      return words.noSuchNetwork(error.id);
    case 'no-such-node':
      return words.noSuchNode(error.id);
    case 'wrong-node':
      return words.wrongNode(error.id);
    case 'not-on-network':
      return words.notOnNetwork(error.id, error.network);
    case 'internet-inside':
      return words.internetInside;
    case 'second-gateway':
      return words.secondGateway(error.network);
    case 'overlapping-prefixes':
      return words.overlappingPrefixes;
    case 'cycle':
      return words.cycle(error.network);
    case 'agents':
      return words.agents(error.count);
    case 'not-listening':
      return words.notListening(error.id, error.port);
    case 'not-relaying':
      return words.notRelaying(error.id);
  }
}
