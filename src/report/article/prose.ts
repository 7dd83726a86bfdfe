/**
 * The prose of a document, Markdown with formulas and citations, as blocks of an article.
 *
 * HTML is left out; images become their descriptions. The only file that knows the library that reads Markdown, which
 * is loaded when the first article is written.
 */
import type { fromMarkdown } from 'mdast-util-from-markdown';
import { isSourceKey } from '../../calculus/sources.ts';
import { guardedMath } from './math-guard.ts';
import type { Formula } from './math-spans.ts';
import { PLACE_HOLDER, placeHolderNumber, takeOutMath, withMath } from './math-spans.ts';
import type { Block, Inline } from './model.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];
type Phrasing = Extract<Node, { type: 'paragraph' }>['children'][number];

/** Reads Markdown. `definitions` are those of links that stand in other parts of the document. */
export type ProseReader = (markdown: string, definitions?: string) => readonly Block[];

export const proseReader = async (): Promise<ProseReader> => {
  const library = await import('mdast-util-from-markdown');
  return (markdown, definitions = '') => {
    const { text, formulas } = takeOutMath(markdown);
    const root = library.fromMarkdown(`${text}\n\n${definitions}`);
    return new Conversion(formulas, root).blocks(root.children);
  };
};

/** The lines that define links, `[name]: address`. */
export const linkDefinitions = (markdown: string): string =>
  (markdown.match(/^ {0,3}\[[^\]\n@]+\]:[ \t]*\S+.*$/gmu) ?? []).join('\n');

const CITATION = String.raw`\[(?<keys>@[\w:.-]+(?:\s*[;,]\s*@[\w:.-]+)*)\]`;
const SPECIAL = new RegExp(`${PLACE_HOLDER.source}|${CITATION}`, 'u');

class Conversion {
  readonly #formulas: readonly Formula[];
  readonly #links = new Map<string, string>();

  constructor(formulas: readonly Formula[], root: Root) {
    this.#formulas = formulas;
    for (const node of root.children) if (node.type === 'definition') this.#links.set(node.identifier, node.url);
  }

  blocks(nodes: readonly Node[]): readonly Block[] {
    return nodes.flatMap((node) => this.#block(node));
  }

  #block(node: Node): readonly Block[] {
    switch (node.type) {
      case 'heading': return [{ kind: 'heading', level: node.depth, content: this.#inlines(node.children) }];
      case 'paragraph': return [{ kind: 'paragraph', content: this.#inlines(node.children) }];
      case 'blockquote': return [{ kind: 'quote', content: this.blocks(node.children) }];
      case 'list': return [{
        kind: 'list', ordered: node.ordered === true, start: node.start ?? 1, items: node.children.map((item) => this.blocks(item.children)),
      }];
      case 'code': return [{ kind: 'code', text: withMath(node.value, this.#formulas) }];
      case 'thematicBreak': return [{ kind: 'rule' }];
      case 'definition': case 'html': case 'yaml': case 'table': case 'tableRow': case 'tableCell': case 'listItem':
      case 'footnoteDefinition':
        return [];
      case 'break': case 'delete': case 'emphasis': case 'footnoteReference': case 'image': case 'imageReference':
      case 'inlineCode': case 'link': case 'linkReference': case 'strong': case 'text':
        return [{ kind: 'paragraph', content: this.#inlines([node]) }];
    }
  }

  #inlines(nodes: readonly Phrasing[]): readonly Inline[] {
    return nodes.flatMap((node) => this.#inline(node));
  }

  #inline(node: Phrasing): readonly Inline[] {
    switch (node.type) {
      case 'text': return this.#words(node.value);
      case 'emphasis': case 'strong': return [{ kind: node.type, content: this.#inlines(node.children) }];
      case 'delete': return this.#inlines(node.children);
      case 'inlineCode': return [{ kind: 'code', text: withMath(node.value, this.#formulas) }];
      case 'link': return [{ kind: 'link', url: withMath(node.url, this.#formulas), content: this.#inlines(node.children) }];
      case 'linkReference': {
        const url = this.#links.get(node.identifier);
        const content = this.#inlines(node.children);
        return url === undefined ? content : [{ kind: 'link', url, content }];
      }
      case 'image': case 'imageReference': return this.#words(node.alt ?? '');
      case 'break': return [{ kind: 'break' }];
      case 'html': case 'footnoteReference': return [];
    }
  }

  /** Words with their formulas and citations. */
  #words(words: string): readonly Inline[] {
    const found: Inline[] = [];
    let rest = words;
    for (let match = SPECIAL.exec(rest); match !== null; match = SPECIAL.exec(rest)) {
      if (match.index > 0) found.push({ kind: 'text', text: rest.slice(0, match.index) });
      found.push(match[1] === undefined ? citation(match[0], match.groups?.['keys'] ?? '') : this.#formula(placeHolderNumber(match[1])));
      rest = rest.slice(match.index + match[0].length);
    }
    return rest === '' ? found : [...found, { kind: 'text', text: rest }];
  }

  /** What the guard does not pass is shown as it was written. */
  #formula(number: number): Inline {
    const formula = this.#formulas[number];
    if (formula === undefined) return { kind: 'text', text: '' };
    const latex = guardedMath(formula.source);
    if (latex === null) return { kind: 'code', text: formula.written };
    return { kind: formula.display ? 'display' : 'math', latex };
  }
}

/** Known keys alone are cited; anything else stays as it is written. */
const citation = (written: string, keys: string): Inline => {
  const names = keys.split(/[;,]/).map((key) => key.trim().replace(/^@/, ''));
  const known = names.filter(isSourceKey);
  return known.length === names.length ? { kind: 'cite', keys: known } : { kind: 'text', text: written };
};
