// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/knowledge/countrycode.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace optoscope {

namespace {

/// All codes of ISO 3166-1, without anything between.
constexpr QLatin1String
    codes("ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCD"
          "CFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGF"
          "GGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKN"
          "KPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNA"
          "NCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQAQORERORSRURWSASBSCSDSESGSH"
          "SISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVG"
          "VIVNVUWFWSXKYEYTZAZMZW");

struct Country {
    QStringView code;
    /// In English and in the languages spoken there, with | between; lower case.
    QStringView names;
};

/// Countries whose meters people ask about. The others have their codes.
constexpr std::array<Country, 62> countries{{
    {u"AT", u"austria|österreich|oesterreich"},
    {u"BE", u"belgium|belgië|belgique|belgien"},
    {u"BG", u"bulgaria|българия"},
    {u"CH", u"switzerland|schweiz|suisse|svizzera|svizra"},
    {u"CY", u"cyprus|κύπρος"},
    {u"CZ", u"czechia|czech republic|česko|česká republika"},
    {u"DE", u"germany|deutschland|brd"},
    {u"DK", u"denmark|danmark"},
    {u"EE", u"estonia|eesti"},
    {u"ES", u"spain|españa|espanya|espainia"},
    {u"FI", u"finland|suomi"},
    {u"FR", u"france"},
    {u"GB", u"united kingdom|uk|britain|great britain|england|scotland|wales|northern ireland"},
    {u"GR", u"greece|ελλάδα"},
    {u"HR", u"croatia|hrvatska"},
    {u"HU", u"hungary|magyarország"},
    {u"IE", u"ireland|éire|republic of ireland"},
    {u"IS", u"iceland|ísland"},
    {u"IT", u"italy|italia|italien"},
    {u"LI", u"liechtenstein"},
    {u"LT", u"lithuania|lietuva"},
    {u"LU", u"luxembourg|luxemburg|lëtzebuerg"},
    {u"LV", u"latvia|latvija"},
    {u"MT", u"malta"},
    {u"NL", u"netherlands|nederland|holland"},
    {u"NO", u"norway|norge|noreg"},
    {u"PL", u"poland|polska"},
    {u"PT", u"portugal"},
    {u"RO", u"romania|românia"},
    {u"SE", u"sweden|sverige"},
    {u"SI", u"slovenia|slovenija"},
    {u"SK", u"slovakia|slovensko"},
    {u"AL", u"albania|shqipëri"},
    {u"BA", u"bosnia and herzegovina|bosna i hercegovina"},
    {u"BY", u"belarus|беларусь"},
    {u"KZ", u"kazakhstan|қазақстан|казахстан"},
    {u"MD", u"moldova|republica moldova"},
    {u"ME", u"montenegro|crna gora"},
    {u"MK", u"north macedonia|macedonia|северна македонија"},
    {u"RS", u"serbia|srbija|србија"},
    {u"RU", u"russia|russian federation|россия"},
    {u"TR", u"turkey|türkiye"},
    {u"UA", u"ukraine|україна"},
    {u"GE", u"georgia|საქართველო"},
    {u"AM", u"armenia|հայաստան"},
    {u"AZ", u"azerbaijan|azərbaycan"},
    {u"IL", u"israel|ישראל"},
    {u"IN", u"india|भारत"},
    {u"CN", u"china|中国"},
    {u"JP", u"japan|日本"},
    {u"KR", u"south korea|korea|대한민국"},
    {u"AU", u"australia"},
    {u"NZ", u"new zealand|aotearoa"},
    {u"ZA", u"south africa|suid-afrika"},
    {u"US", u"united states|united states of america|usa"},
    {u"CA", u"canada"},
    {u"BR", u"brazil|brasil"},
    {u"AR", u"argentina"},
    {u"CL", u"chile"},
    {u"MX", u"mexico|méxico"},
    {u"EG", u"egypt|مصر"},
    {u"SA", u"saudi arabia|المملكة العربية السعودية"},
}};

/// Lower case, without accents and dots, one blank between words, no article.
QString folded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark() && c != u'.')
            plain += c.toLower();
    }
    plain = plain.simplified();
    const QLatin1String article("the ");
    return plain.startsWith(article) ? plain.sliced(article.size()) : plain;
}

bool isCode(const QString &text)
{
    if (text.size() != 2)
        return false;
    for (qsizetype i = 0; i < codes.size(); i += 2)
        if (codes.mid(i, 2) == text)
            return true;
    return false;
}

} // namespace

QString countryCode(const QString &text)
{
    if (isCode(text))
        return text;
    const QString plain = folded(text);
    if (plain.isEmpty())
        return {};
    for (const Country &country : countries) {
        const QStringList names = country.names.toString().split(u'|');
        const auto isIt = [&](const QString &name) { return folded(name) == plain; };
        if (std::any_of(names.cbegin(), names.cend(), isIt))
            return country.code.toString();
    }
    const QString code = plain.toUpper();
    return isCode(code) ? code : QString();
}

} // namespace optoscope
