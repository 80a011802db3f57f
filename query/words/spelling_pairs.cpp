#include "query/words/spelling_pairs.h"

#include <algorithm>
#include <array>

namespace assay::query {
namespace {

struct Pair {
    std::string_view british, american;
};

// clang-format off
/// Beginnings: a word that begins with one of a pair may be spelled with the other (colourful,
/// colorful).
constexpr std::array beginnings{
    Pair{"colour", "color"}, Pair{"discolour", "discolor"}, Pair{"multicolour", "multicolor"}, Pair{"watercolour", "watercolor"}, Pair{"favour", "favor"},
    Pair{"disfavour", "disfavor"}, Pair{"honour", "honor"}, Pair{"dishonour", "dishonor"}, Pair{"labour", "labor"}, Pair{"belabour", "belabor"},
    Pair{"neighbour", "neighbor"}, Pair{"flavour", "flavor"}, Pair{"harbour", "harbor"}, Pair{"humour", "humor"}, Pair{"rumour", "rumor"},
    Pair{"behaviour", "behavior"}, Pair{"misbehaviour", "misbehavior"}, Pair{"vapour", "vapor"}, Pair{"vigour", "vigor"}, Pair{"odour", "odor"},
    Pair{"armour", "armor"}, Pair{"parlour", "parlor"}, Pair{"savour", "savor"}, Pair{"saviour", "savior"}, Pair{"endeavour", "endeavor"},
    Pair{"glamour", "glamor"}, Pair{"tumour", "tumor"}, Pair{"splendour", "splendor"}, Pair{"clamour", "clamor"}, Pair{"candour", "candor"},
    Pair{"rancour", "rancor"}, Pair{"ardour", "ardor"}, Pair{"rigour", "rigor"}, Pair{"fervour", "fervor"}, Pair{"demeanour", "demeanor"},
    Pair{"misdemeanour", "misdemeanor"}, Pair{"valour", "valor"}, Pair{"succour", "succor"}, Pair{"enamour", "enamor"}, Pair{"arbour", "arbor"},
    Pair{"mould", "mold"}, Pair{"smoulder", "smolder"}, Pair{"moult", "molt"}, Pair{"plough", "plow"}, Pair{"manoeuvr", "maneuver"},
    Pair{"manoeuvre", "maneuver"}, Pair{"aluminium", "aluminum"}, Pair{"aeroplane", "airplane"}, Pair{"jewellery", "jewelry"}, Pair{"sceptic", "skeptic"},
    Pair{"sulph", "sulf"}, Pair{"artefact", "artifact"}, Pair{"moustache", "mustache"}, Pair{"pyjama", "pajama"}, Pair{"yoghurt", "yogurt"},
    Pair{"doughnut", "donut"}, Pair{"enquir", "inquir"}, Pair{"judgement", "judgment"}, Pair{"acknowledgement", "acknowledgment"},
    Pair{"abridgement", "abridgment"}, Pair{"lodgement", "lodgment"}, Pair{"enrolment", "enrollment"}, Pair{"instalment", "installment"},
    Pair{"fulfilment", "fulfillment"}, Pair{"skilful", "skillful"}, Pair{"wilful", "willful"}, Pair{"marvellous", "marvelous"}, Pair{"woollen", "woolen"},
    Pair{"tranquillity", "tranquility"}, Pair{"cosy", "cozy"}, Pair{"cosi", "cozi"}, Pair{"omelette", "omelet"}, Pair{"speciality", "specialty"},
    Pair{"aesthet", "esthet"}, Pair{"anaesthe", "anesthe"}, Pair{"archaeo", "archeo"}, Pair{"encyclopaedi", "encyclopedi"}, Pair{"mediaeval", "medieval"},
    Pair{"paediatri", "pediatri"}, Pair{"paedo", "pedo"}, Pair{"orthopaedi", "orthopedi"}, Pair{"haemo", "hemo"}, Pair{"leukaemi", "leukemi"},
    Pair{"anaemi", "anemi"}, Pair{"gynaecolog", "gynecolog"}, Pair{"palaeo", "paleo"}, Pair{"caesium", "cesium"}, Pair{"faeces", "feces"},
    Pair{"oestrogen", "estrogen"}, Pair{"oesophag", "esophag"}, Pair{"foetus", "fetus"}, Pair{"foetal", "fetal"}, Pair{"diarrhoea", "diarrhea"},
    Pair{"homoeopath", "homeopath"}, Pair{"oenolog", "enolog"}, Pair{"oedema", "edema"}, Pair{"grey", "gray"}, Pair{"catalogu", "catalog"},
    Pair{"dialogu", "dialog"}, Pair{"analogu", "analog"}, Pair{"monologu", "monolog"}, Pair{"prologu", "prolog"}, Pair{"epilogu", "epilog"},
    Pair{"travelogu", "travelog"}, Pair{"homologu", "homolog"}, Pair{"synagogu", "synagog"}, Pair{"kidnapp", "kidnap"}, Pair{"worshipp", "worship"},
    Pair{"focuss", "focus"}, Pair{"benefitt", "benefit"}, Pair{"biass", "bias"}, Pair{"practis", "practic"}, Pair{"licenc", "licens"}, Pair{"defenc", "defens"},
    Pair{"offenc", "offens"}, Pair{"pretenc", "pretens"}, Pair{"disc", "disk"}, Pair{"cypher", "cipher"},
};

/// Whole words.
constexpr std::array words{
    Pair{"programme", "program"}, Pair{"programmes", "programs"}, Pair{"catalogue", "catalog"}, Pair{"catalogues", "catalogs"}, Pair{"dialogue", "dialog"},
    Pair{"dialogues", "dialogs"}, Pair{"analogue", "analog"}, Pair{"analogues", "analogs"}, Pair{"monologue", "monolog"}, Pair{"monologues", "monologs"},
    Pair{"prologue", "prolog"}, Pair{"epilogue", "epilog"}, Pair{"travelogue", "travelog"}, Pair{"catalogued", "cataloged"}, Pair{"centre", "center"},
    Pair{"centres", "centers"}, Pair{"centred", "centered"}, Pair{"centring", "centering"}, Pair{"theatre", "theater"}, Pair{"theatres", "theaters"},
    Pair{"fibre", "fiber"}, Pair{"fibres", "fibers"}, Pair{"calibre", "caliber"}, Pair{"sabre", "saber"}, Pair{"sabres", "sabers"}, Pair{"sombre", "somber"},
    Pair{"spectre", "specter"}, Pair{"spectres", "specters"}, Pair{"lustre", "luster"}, Pair{"meagre", "meager"}, Pair{"ochre", "ocher"},
    Pair{"sceptre", "scepter"}, Pair{"mitre", "miter"}, Pair{"titre", "titer"}, Pair{"manoeuvring", "maneuvering"}, Pair{"manoeuvred", "maneuvered"},
    Pair{"ageing", "aging"}, Pair{"whisky", "whiskey"}, Pair{"tyre", "tire"},
    Pair{"tyres", "tires"}, Pair{"fulfil", "fulfill"}, Pair{"fulfils", "fulfills"}, Pair{"distil", "distill"},
    Pair{"distils", "distills"}, Pair{"instil", "instill"}, Pair{"instils", "instills"}, Pair{"enrol", "enroll"}, Pair{"enrols", "enrolls"},
    Pair{"enthral", "enthrall"}, Pair{"appal", "appall"}, Pair{"learnt", "learned"}, Pair{"burnt", "burned"}, Pair{"dreamt", "dreamed"},
    Pair{"leant", "leaned"}, Pair{"leapt", "leaped"}, Pair{"spelt", "spelled"}, Pair{"spilt", "spilled"}, Pair{"spoilt", "spoiled"}, Pair{"axe", "ax"},
    Pair{"furore", "furor"}, Pair{"carburettor", "carburetor"},
};

/// Endings of -ise and -yse: organise, organisation, analysed.
constexpr std::array<std::string_view, 10> ise_endings{"e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational", "able"};
/// Endings after a doubled l: travelled.
constexpr std::array<std::string_view, 9> after_l{"ed", "ing", "ings", "er", "ers", "or", "ors", "est", "ery"};
/// Compounds of -metre and -litre.
constexpr std::array<Pair, 2> measures{{{"metre", "meter"}, {"litre", "liter"}}};
// clang-format on

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

std::size_t vowel_groups(std::string_view text) {
    std::size_t groups = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        groups += is_vowel(text[i]) && (i == 0 || !is_vowel(text[i - 1]));
    return groups;
}

class Spellings {
public:
    explicit Spellings(std::string_view word) : word_(word) {}

    std::vector<std::string> all() {
        for (const Pair& pair : beginnings)
            begins(pair.british, pair.american), begins(pair.american, pair.british);
        for (const Pair& pair : words) {
            if (word_ == pair.british) add(pair.american);
            if (word_ == pair.american) add(pair.british);
        }
        for (const Pair& pair : measures)
            measure(pair.british, pair.american), measure(pair.american, pair.british);
        for (const std::string_view ending : ise_endings)
            ise(ending, 's', 'z'), ise(ending, 'z', 's');
        for (const std::string_view ending : after_l) doubled_l(ending);
        return std::move(found_);
    }

private:
    void add(std::string_view spelling) {
        if (spelling != word_ && std::find(found_.begin(), found_.end(), spelling) == found_.end())
            found_.emplace_back(spelling);
    }
    void begins(std::string_view one, std::string_view other) {
        if (word_.starts_with(one)) add(std::string(other).append(word_.substr(one.size())));
    }
    /// kilometre, metres
    void measure(std::string_view one, std::string_view other) {
        const bool plural = word_.ends_with('s');
        const std::string_view singular = word_.substr(0, word_.size() - plural);
        if (singular.ends_with(one))
            add(std::string(singular.substr(0, singular.size() - one.size()))
                    .append(other)
                    .append(plural ? "s" : ""));
    }
    /// -ise after at least three letters (not rise or wise), and -lyse
    void ise(std::string_view ending, char one, char other) {
        if (!word_.ends_with(ending) || word_.size() < ending.size() + 5) return;
        const std::size_t at = word_.size() - ending.size() - 1;
        const bool is_ise = word_[at - 1] == 'i',
                   is_lyse = word_[at - 1] == 'y' && word_[at - 2] == 'l';
        if (word_[at] != one || !(is_ise || is_lyse)) return;
        std::string spelling(word_);
        spelling[at] = other;
        add(spelling);
    }
    /// travelled, but not filled: the syllable before the l has no stress, so there is one before
    /// it.
    void doubled_l(std::string_view ending) {
        if (!word_.ends_with(ending) || word_.size() < ending.size() + 4) return;
        const std::string_view base = word_.substr(0, word_.size() - ending.size());
        if (base.back() != 'l') return;
        const bool is_double = base[base.size() - 2] == 'l';
        const std::string_view single = is_double ? base.substr(0, base.size() - 1) : base;
        if (!is_vowel(single[single.size() - 2]) || vowel_groups(single) < 2) return;
        add(std::string(single).append(is_double ? "" : "l").append(ending));
    }

    std::string_view word_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> other_spellings(std::string_view folded) {
    if (folded.size() < 3) return {};
    return Spellings(folded).all();
}

}  // namespace assay::query
