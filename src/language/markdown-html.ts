/**
 * HTML blocks of Markdown: how they begin and where they end (CommonMark 0.31.2, section 4.6).
 */
export type HtmlKind = 'raw' | 'comment' | 'instruction' | 'declaration' | 'cdata' | 'block' | 'tag';

const BLOCK_NAMES =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul';
const BLOCK = new RegExp(`^</?(?:${BLOCK_NAMES})(?:[ \\t]|/?>|$)`, 'i');
const ATTRIBUTE = '\\s+[a-zA-Z_:][a-zA-Z0-9_.:-]*(?:\\s*=\\s*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?';
const TAG = new RegExp(`^(?:<[a-zA-Z][a-zA-Z0-9-]*(?:${ATTRIBUTE})*\\s*/?>|</[a-zA-Z][a-zA-Z0-9-]*\\s*>)[ \\t]*$`);

/** Which kind of HTML block a line begins; null: none. The last kind does not interrupt a paragraph. */
export const htmlKind = (text: string, inParagraph: boolean): HtmlKind | null => {
  if (!text.startsWith('<')) return null;
  if (/^<(?:script|pre|style|textarea)(?:[ \t>]|$)/i.test(text)) return 'raw';
  if (text.startsWith('<!--')) return 'comment';
  if (text.startsWith('<?')) return 'instruction';
  if (text.startsWith('<![CDATA[')) return 'cdata';
  if (/^<![a-zA-Z]/.test(text)) return 'declaration';
  if (BLOCK.test(text)) return 'block';
  return !inParagraph && !/^<\/?(?:script|pre|style|textarea)\b/i.test(text) && TAG.test(text) ? 'tag' : null;
};

/** Whether an HTML block of a kind ends with this line. */
export const htmlEndsAt = (kind: HtmlKind, text: string): boolean => {
  switch (kind) {
    case 'raw': return /<\/(?:script|pre|style|textarea)>/i.test(text);
    case 'comment': return text.includes('-->');
    case 'instruction': return text.includes('?>');
    case 'declaration': return text.includes('>');
    case 'cdata': return text.includes(']]>');
    case 'block': case 'tag': return text.trim() === '';
  }
};
