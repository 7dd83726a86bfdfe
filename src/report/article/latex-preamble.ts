/**
 * What stands before the text: packages of texlive-latex-base and texlive-latex-recommended, and the environments for
 * claims. Their names begin with `hc`, so that a fragment does not meet those of the paper that it is put into.
 */

const ENVIRONMENTS: readonly string[] = [
  '\\theoremstyle{definition}',
  '\\newtheorem{hcclaim}{Claim}',
  '\\newtheorem{hcfalse}[hcclaim]{False claim}',
  '\\allowdisplaybreaks',
  '\\newenvironment{hcverdict}{\\par\\small\\noindent\\ignorespaces}{\\par}',
];

export const PREAMBLE: string = [
  '\\documentclass[11pt,a4paper]{article}',
  '\\usepackage[T1]{fontenc}',
  '\\usepackage[utf8]{inputenc}',
  '\\usepackage{lmodern}',
  '\\usepackage[margin=28mm]{geometry}',
  '\\usepackage{amsmath,amssymb,amsthm,graphicx}',
  ...ENVIRONMENTS,
  '\\tolerance=3000',
  '\\emergencystretch=6em',
].join('\n');

/** How wide displayed formulas may be in the page above, in characters of half an em. */
export const ARTICLE_WIDTH = 76;
/** In the article class as it comes. */
export const FRAGMENT_WIDTH = 64;

export const FRAGMENT_HEAD: string = [
  '% For the preamble:', '%   \\usepackage[T1]{fontenc}', '%   \\usepackage{amsmath,amssymb,amsthm,graphicx}', ...ENVIRONMENTS.map((line) => `%   ${line}`),
].join('\n');
