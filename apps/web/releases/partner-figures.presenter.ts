import { partnerRisk, partnerUtility, type PartnerQuestion } from '@broker/exchange';
import type { DepersonalisationReport, RiskFigures } from '@broker/depersonalisation';
import { countText, numberText, shareText } from '../format/numbers.js';
import { oneInText } from '../submissions/risk.presenter.js';

const COMPLETE: Record<PartnerQuestion['question'], [key: string, answers: string]> = {
  'area-and-period': ['Complete by area', 'areas and periods'],
  'category-and-period': ['Complete by category', 'categories and periods'],
  'finest-area-and-period': ['Complete by small area', 'small areas and months'],
};

/** What partners are told of risk and utility: key and value. All of it can be counted in the release itself. */
export function partnerFigureRows(report: DepersonalisationReport): [string, string][] {
  const risk = partnerRisk(report);
  const utility = partnerUtility(report);
  return [
    ...(risk ? riskRows(risk) : []),
    ...(utility?.questions ?? []).map(({ question, answers, exactAnswers }): [string, string] => {
      const [key, of] = COMPLETE[question];
      if (exactAnswers === answers) return [key, `all ${numberText(answers)} ${of}`];
      return [key, `${numberText(exactAnswers)} of ${numberText(answers)} ${of}; the others have a suppressed cell`];
    }),
  ];
}

const riskRows = ({ prosecutor, homogeneity }: RiskFigures): [string, string][] => [
  ['Chance to pick out a row', `${oneInText(prosecutor.maximum)} at most, ${shareText(prosecutor.average)} on average`],
  [
    'One category only',
    homogeneity.groups === 0
      ? 'in no area and period'
      : countText(homogeneity.groups, 'area and period', 'areas and periods'),
  ],
];
