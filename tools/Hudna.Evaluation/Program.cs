using Hudna.Evaluation;
using Hudna.Evaluation.Incidents;
using Hudna.Evaluation.Language;

return args switch
{
    ["claims", .. var rest] => ClaimsCommand.Run(rest, Console.Out, Console.Error),
    ["likelihood", .. var rest] => LikelihoodCommand.Run(rest, Console.Out, Console.Error),
    ["marks", .. var rest] => MarksCommand.Run(rest, Console.Out, Console.Error),
    ["merge", .. var rest] => MergeCommand.Run(rest, Console.Out, Console.Error),
    ["incidents", .. var rest] => IncidentsCommand.Run(rest, Console.Out, Console.Error),
    ["parse", .. var rest] => LanguageCommand.Run(rest, ParseScore.Run, Console.Out, Console.Error),
    ["names", .. var rest] => LanguageCommand.Run(rest, NameScore.Run, Console.Out, Console.Error),
    ["times", .. var rest] => LanguageCommand.Run(rest, TimeScore.Run, Console.Out, Console.Error),
    ["frames", .. var rest] => LanguageCommand.Run(rest, FrameScore.Run, Console.Out, Console.Error),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: claims --gold DIR --predicted FILE [--json] [--verbose|--values] [--strict-type] [--no-alternatives]
               likelihood --gold DIR [--gold DIR] --out FILE [--texts DIR] [--theatre NAME] [--ridge N]   what the coder weighs, learnt from hand-coded reports
               marks --gold DIR --out FILE                      hand-coded reports as sentences with marks, for training
               merge  --ecb DIR                                 mentions of events in general news, MUC, B3, CEAF-e and CoNLL
               incidents --gold DIR            [--verbose]      claims whose incidents are known, merged; B3 and pairs
               parse  --gold FILE.conllu[.gz]  [--model NAME]   raw text against a treebank, as the CoNLL-18 shared task scores
               names  --gold DIR|FILE          [--model NAME]   re3d folders, or a text with [LABEL name] marks
               times  --gold DIR               [--verbose]      MEANTIME folders, values given the date of publication
               frames --gold DIR [--hold N]    [--model NAME]   the frame corpus, one sentence in N that training holds back
        """);
    return 1;
}
