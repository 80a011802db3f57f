#include "query/words/function_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "indexer/text/stop_words.h"

namespace assay::query {
namespace {

// Only closed classes, by the grammar of each language: no nouns, and no verbs except auxiliaries.
// Folded like the terms of the index.
// clang-format off
constexpr std::array<std::string_view, 155> of_en{
    "aboard", "across", "alas", "albeit", "alike", "almost", "along", "alongside", "already", "also", "although",
    "always", "amid", "amidst", "among", "amongst", "another", "anybody", "anyhow", "anymore", "anyone", "anything",
    "anyway", "anywhere", "apart", "around", "aside", "atop", "away", "barely", "behind", "beneath", "beside",
    "besides", "beyond", "despite", "else", "elsewhere", "enough", "etc", "even", "ever", "every", "everybody",
    "everyone", "everything", "everywhere", "except", "fairly", "few", "fewer", "formerly", "forth", "hardly",
    "hence", "henceforth", "hereby", "herein", "hither", "however", "indeed", "instead", "just", "lately", "later",
    "least", "less", "lest", "likewise", "many", "may", "maybe", "meanwhile", "mere", "merely", "might", "much",
    "must", "namely", "nearly", "neither", "never", "nevertheless", "nobody", "none", "nonetheless", "nothing",
    "notwithstanding", "now", "nowhere", "often", "oh", "one", "onto", "otherwise", "ours", "per", "perhaps",
    "quite", "rather", "really", "shall", "since", "somebody", "somehow", "someone", "something", "sometimes",
    "somewhat", "somewhere", "soon", "still", "than", "thereafter", "thereby", "therefore", "therein", "thereof",
    "though", "thus", "too", "toward", "towards", "twice", "underneath", "unless", "unlike", "until", "unto",
    "upon", "us", "usually", "versus", "via", "whatever", "whatsoever", "whence", "whenever", "whereas", "whereby",
    "wherein", "whereupon", "wherever", "whether", "whichever", "whilst", "whither", "whoever", "whomever", "whose",
    "will", "within", "without", "yes", "yet"};
constexpr std::array<std::string_view, 197> of_de{
    "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "ander", "andere", "anderen",
    "auch", "auf", "aus", "bei", "beim", "bin", "bis", "bist", "da", "dadurch", "daher", "damit", "dann", "daran",
    "darauf", "darum", "das", "dass", "dasselbe", "davon", "dazu", "dein", "deine", "dem", "den", "denn", "der",
    "deren", "des", "dessen", "desto", "dich", "die", "dies", "diese", "diesem", "diesen", "dieser", "dieses",
    "dir", "doch", "dort", "du", "durch", "eben", "ein", "eine", "einem", "einen", "einer", "eines", "er", "erst",
    "es", "etwas", "euch", "euer", "fur", "gegen", "gewesen", "hab", "habe", "haben", "hat", "hatte", "hatten",
    "hier", "hin", "hinter", "ich", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im", "immer",
    "in", "indem", "ins", "ist", "ja", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch", "jene", "jetzt",
    "kann", "kein", "keine", "keinem", "keinen", "keiner", "konnen", "konnte", "machen", "man", "mehr", "mein",
    "meine", "meinem", "meinen", "meiner", "mich", "mir", "mit", "muss", "musste", "nach", "nachdem", "nein",
    "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "schon", "sehr", "sein", "seine", "seinem",
    "seinen", "seiner", "seit", "selbst", "sich", "sie", "sind", "so", "sogar", "solche", "soll", "sollte",
    "sondern", "sonst", "sowie", "uber", "um", "und", "uns", "unser", "unter", "viel", "vom", "von", "vor",
    "wahrend", "war", "waren", "warum", "was", "wegen", "weil", "welche", "welchem", "welchen", "welcher", "wenn",
    "wer", "werden", "wie", "wieder", "wir", "wird", "wo", "wohl", "wollen", "worden", "wurde", "wurden", "zu",
    "zum", "zur", "zwar", "zwischen"};
constexpr std::array<std::string_view, 160> of_fr{
    "ai", "ainsi", "alors", "apres", "as", "au", "aucun", "aucune", "aujourd", "aussi", "autre", "autres", "aux",
    "avait", "avant", "avec", "avez", "avoir", "avons", "beaucoup", "bien", "car", "ce", "ceci", "cela", "celle",
    "celles", "celui", "cependant", "ces", "cet", "cette", "ceux", "chaque", "chez", "comme", "comment", "contre",
    "dans", "de", "dehors", "depuis", "des", "deux", "devant", "doit", "donc", "dont", "du", "elle", "elles", "en",
    "encore", "entre", "est", "et", "etaient", "etait", "ete", "etes", "etre", "eu", "eux", "fait", "faut", "font",
    "il", "ils", "je", "jusqu", "la", "le", "lequel", "les", "leur", "leurs", "lors", "lorsque", "lui", "ma",
    "mais", "malgre", "me", "meme", "memes", "mes", "moi", "moins", "mon", "ne", "ni", "nos", "notre", "nous", "on",
    "ont", "ou", "par", "parce", "parmi", "pas", "pendant", "peu", "peut", "plus", "plusieurs", "plutot", "pour",
    "pourquoi", "puis", "puisque", "quand", "que", "quel", "quelle", "quelles", "quelque", "quelques", "quels",
    "qui", "quoi", "sa", "sans", "se", "selon", "sera", "ses", "seulement", "si", "sinon", "soi", "sommes", "son",
    "sont", "sous", "souvent", "suis", "sur", "ta", "tant", "tel", "telle", "tels", "tes", "toi", "ton", "toujours",
    "tous", "tout", "toute", "toutes", "tres", "trop", "tu", "un", "une", "vers", "vos", "votre", "vous"};
constexpr std::array<std::string_view, 144> of_es{
    "a", "al", "algo", "alguna", "algunas", "alguno", "algunos", "ambos", "ante", "antes", "aquel", "aquella",
    "aquellas", "aquellos", "aqui", "asi", "aun", "aunque", "bajo", "bien", "cada", "casi", "como", "con", "contra",
    "cual", "cuales", "cuando", "cuanto", "de", "del", "desde", "donde", "dos", "durante", "e", "el", "ella",
    "ellas", "ellos", "en", "entre", "era", "eran", "eres", "es", "esa", "esas", "ese", "eso", "esos", "esta",
    "estaba", "estaban", "estado", "estan", "estar", "estas", "este", "esto", "estos", "fue", "fueron", "fui", "ha",
    "habia", "han", "hasta", "hay", "he", "incluso", "la", "las", "le", "les", "lo", "los", "mas", "me", "mi",
    "mientras", "mis", "mucho", "muchos", "muy", "nada", "ni", "no", "nos", "nosotros", "nuestra", "nuestro", "o",
    "os", "otra", "otras", "otro", "otros", "para", "pero", "poco", "por", "porque", "pues", "que", "quien",
    "quienes", "se", "sea", "segun", "ser", "si", "sido", "sin", "sino", "sobre", "solo", "son", "soy", "su", "sus",
    "tambien", "tan", "tanto", "te", "tiene", "tienen", "toda", "todas", "todo", "todos", "tras", "tu", "tus", "un",
    "una", "unas", "uno", "unos", "usted", "ustedes", "y", "ya", "yo"};
constexpr std::array<std::string_view, 161> of_it{
    "ad", "agli", "ai", "al", "alla", "alle", "allo", "anche", "ancora", "aveva", "avevano", "ben", "c'e", "che",
    "chi", "ci", "cio", "coi", "col", "come", "con", "contro", "cosi", "cui", "da", "dagli", "dai", "dal", "dalla",
    "dalle", "dallo", "degli", "dei", "del", "della", "delle", "dello", "dentro", "di", "dopo", "dove", "due", "e",
    "ed", "era", "erano", "essere", "fa", "fino", "fra", "fu", "gia", "gli", "ha", "hai", "hanno", "ho", "i", "il",
    "in", "infatti", "invece", "io", "la", "le", "lei", "li", "lo", "loro", "lui", "ma", "mai", "me", "mentre",
    "mi", "mia", "mie", "miei", "mio", "molto", "ne", "neanche", "negli", "nei", "nel", "nella", "nelle", "nello",
    "nessuno", "niente", "noi", "non", "nostra", "nostro", "o", "ogni", "oltre", "per", "perche", "pero", "piu",
    "poco", "poi", "prima", "pur", "pure", "qual", "quale", "quali", "quando", "quanto", "quasi", "quel", "quella",
    "quelle", "quelli", "quello", "questa", "queste", "questi", "questo", "qui", "se", "sei", "sempre", "senza",
    "si", "sia", "siamo", "siete", "sono", "sopra", "sotto", "sta", "stata", "stati", "stato", "su", "sua", "sue",
    "sugli", "sui", "sul", "sulla", "sulle", "suo", "suoi", "tra", "tu", "tua", "tue", "tuo", "tutta", "tutte",
    "tutti", "tutto", "un", "una", "uno", "vi", "voi"};
constexpr std::array<std::string_view, 155> of_pt{
    "a", "ainda", "alem", "algo", "alguem", "algum", "alguma", "alguns", "ante", "antes", "ao", "aos", "apenas",
    "apos", "aquela", "aquele", "aquilo", "as", "assim", "ate", "atraves", "cada", "com", "como", "contra", "cuja",
    "cujo", "da", "das", "de", "dela", "dele", "deles", "depois", "desde", "dessa", "desse", "desta", "deste", "do",
    "dos", "durante", "e", "ela", "elas", "ele", "eles", "em", "enquanto", "entre", "era", "eram", "essa", "essas",
    "esse", "esses", "esta", "estao", "estas", "estava", "este", "estes", "eu", "foi", "foram", "ha", "isso",
    "isto", "ja", "la", "lhe", "lhes", "logo", "mais", "mas", "me", "mesmo", "meu", "meus", "minha", "muito",
    "muitos", "na", "nao", "nas", "nem", "nenhum", "nessa", "nesse", "nesta", "neste", "no", "nos", "nossa",
    "nosso", "num", "numa", "o", "onde", "os", "ou", "outra", "outras", "outro", "outros", "para", "pela", "pelas",
    "pelo", "pelos", "perante", "pois", "por", "porque", "portanto", "pouco", "quais", "qual", "quando", "quanto",
    "que", "quem", "sao", "se", "seja", "sem", "sempre", "ser", "seu", "seus", "si", "sido", "sob", "sobre", "sua",
    "suas", "tal", "talvez", "tambem", "tao", "te", "tem", "tinha", "toda", "todas", "todo", "todos", "tu", "tudo",
    "um", "uma", "umas", "uns", "voce", "voces"};
constexpr std::array<std::string_view, 118> of_nl{
    "aan", "al", "alle", "alleen", "als", "altijd", "andere", "ben", "bij", "daar", "dan", "dat", "de", "deze",
    "die", "dit", "doch", "doen", "door", "dus", "een", "eens", "elke", "en", "enkele", "er", "even", "geen",
    "geweest", "haar", "had", "hadden", "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe", "hun",
    "iemand", "iets", "ik", "in", "is", "ja", "je", "jij", "jouw", "jullie", "kan", "kon", "kunnen", "maar", "me",
    "meer", "men", "met", "mij", "mijn", "moet", "na", "naar", "niet", "niets", "nog", "nu", "of", "om", "omdat",
    "onder", "ons", "ook", "op", "over", "reeds", "sinds", "sommige", "te", "tegen", "tijdens", "toch", "toen",
    "tot", "tussen", "u", "uit", "uw", "van", "veel", "voor", "waar", "waarom", "wanneer", "want", "waren", "was",
    "wat", "we", "wel", "werd", "wezen", "wie", "wij", "wil", "worden", "wordt", "zal", "ze", "zei", "zelf", "zich",
    "zij", "zijn", "zo", "zonder", "zou"};
// clang-format on

struct Language {
    std::string_view code;
    std::span<const std::string_view> words;
};
constexpr std::array<Language, 7> languages{{{"en", of_en},
                                             {"de", of_de},
                                             {"fr", of_fr},
                                             {"es", of_es},
                                             {"it", of_it},
                                             {"pt", of_pt},
                                             {"nl", of_nl}}};
static_assert(std::all_of(languages.begin(), languages.end(), [](const Language& each) {
    return std::is_sorted(each.words.begin(), each.words.end());
}));

}  // namespace

bool is_function_word(std::string_view folded, std::string_view language) {
    const auto is_of = [&](const Language& each) {
        return std::binary_search(each.words.begin(), each.words.end(), folded);
    };
    return text::is_stop_word(folded) ||
           std::any_of(languages.begin(), languages.end(), [&](const Language& each) {
               return (each.code == "en" || each.code == language) && is_of(each);
           });
}

}  // namespace assay::query
