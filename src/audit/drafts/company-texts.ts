import { type DescriptionId, type DraftFacts, descriptionIds } from './draft-facts.ts';

/** A text of the company, with where it stands. */
export interface CompanyText {
  readonly part: DescriptionId;
  readonly text: string;
}

/** What the company wrote of its description itself; the words of its program on services stand for DC1 where it wrote none. */
export function companyTexts({ texts, services }: DraftFacts): readonly CompanyText[] {
  const first = texts.DC1 ?? services;
  return descriptionIds.flatMap((part) => {
    const text = part === 'DC1' ? first : texts[part];
    return text === undefined || text === null || text.trim() === '' ? [] : [{ part, text }];
  });
}
